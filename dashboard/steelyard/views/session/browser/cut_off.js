// The name of the event fired when the server closes the page's socket for news.

export const CUT_OFF = "steelyard-cut-off";
