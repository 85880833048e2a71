"""The little the page needs beyond Streamlit's theme: order on a phone, widths, spacing.

Only constants of ours: nothing from a file is ever put into it.
"""

PHONE = "760px"

STYLE = f"""<style>
.stMainBlockContainer {{ padding: 1.2rem 2rem 3rem; max-width: 1600px; margin: 0 auto; }}
.stMainBlockContainer h1 {{ font-size: 1.85rem; line-height: 1.15; padding: 0 0 .2rem; }}
.stMainBlockContainer h2 {{ font-size: 1.25rem; padding: .6rem 0 .2rem; }}
.st-key-compact_scorecard {{ display: none; }}
.st-key-wide_scorecard, .st-key-consequence_table {{ overflow-x: auto; }}
.st-key-weights {{ gap: .35rem; }}
.st-key-weights [data-testid="stSliderTickBar"] {{ display: none; }}
.st-key-weights [data-testid="stSlider"] {{ margin-top: -.3rem; }}
.st-key-weights [data-testid="stCaptionContainer"] {{ margin-top: -1.1rem; line-height: 1.3; }}
.st-key-lenses button {{ min-height: 2rem; }}
[data-testid="stHeader"] {{ display: none; }}
@media (min-width: {PHONE}) {{
  /* The result comes first for readers and phones; on a wide screen the weights stand left. */
  .st-key-desk > [data-testid="stHorizontalBlock"],
  .st-key-desk > div > [data-testid="stHorizontalBlock"] {{ flex-direction: row-reverse; }}
}}
@media (max-width: {PHONE}) {{
  .stMainBlockContainer {{ padding: 1rem 1rem 2rem; }}
  .stMainBlockContainer h1 {{ font-size: 1.45rem; }}
  .st-key-compact_scorecard {{ display: block; }}
  .st-key-wide_scorecard {{ display: none; }}
  .st-key-lenses [data-testid="stButtonGroup"] > div {{
    flex-wrap: nowrap; overflow-x: auto; padding-bottom: .3rem;
  }}
  .st-key-lenses button {{ min-height: 44px; flex: none; }}
}}
</style>"""
