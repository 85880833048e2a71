"""YAML files become a model, and every fault of a file becomes data.

`decoding` turns bytes into text and `yaml_tree` text into nodes that know their place;
`documents` turns nodes into a model and its problems; `references` and `number_rules`
check across entries; `library` knows where files live. The other way, `edits` changes a
text line by line, `merging` joins two hands' changes, `saving` puts it on the disk whole, and
`grid_reading` makes a first file from a spreadsheet. Nothing here computes a total.
"""
