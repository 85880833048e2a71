"""My judgements: the page on which one judge scores and weighs alone and hands in the sheet."""
