"""Results into pictures: the theme, and one module per chart.

Charts take what `analysis` hands over and return Altair charts, the rows behind them
and a sentence for those who cannot see them. They compute no score and open no file.
"""
