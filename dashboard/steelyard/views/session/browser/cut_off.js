// The name of what a page is told when its socket for news was closed from the other side.

export const CUT_OFF = "steelyard-cut-off";
