"""Other people's texts: read from files, divided into paragraphs, compared with our own words.

`reading` opens a file in a process of its own (`reader`, with a module for each kind of file),
`suggesting` finds doubtful places, `dividing` is the pure model of splitting, joining and leaving
out, and `copied_words` finds where our words are those of a text.
"""
