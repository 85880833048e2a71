"""The CSS that pages need beyond Streamlit's theme: order on a phone, widths, spacing.

It is made of our own constants only: nothing from a file is ever put into it.
"""

from steelyard.charts.theme import DARK, LIGHT, SECTION, SUBTITLE, TITLE
from steelyard.views.session import streamlit_parts as parts

PHONE = "760px"
CHART_SELECTOR = ':is([class*="st-key-chart_"], [class*="st-key-moving_"])'
_TABLES = '[class*="st-key-table_"], [class*="st-key-judges_table_"]'
_SIDEWAYS = f":is(.st-key-pages, {_TABLES}, {CHART_SELECTOR} {parts.PICTURE})"
"""What scrolls sideways if the page is too narrow for it."""


def more_beside(parts_that_scroll: str, *, names_stay: bool = False) -> str:
    """Return the CSS that fades an edge of parts of the page while they can be scrolled that way.

    Where nothing scrolls sideways, nothing fades. `parts_that_scroll`: one of our selectors.
    `names_stay`: the names at the left do not scroll, so that edge never fades.
    """
    left = "#000" if names_stay else "transparent"
    return f"""@media screen {{
  @keyframes more-beside {{
    0% {{ mask-image: linear-gradient(to left, transparent, #000 32px); }}
    3%, 97% {{
      mask-image: linear-gradient(to left, transparent, #000 32px calc(100% - 32px), {left});
    }}
    100% {{ mask-image: linear-gradient(to right, {left}, #000 32px); }}
  }}
  {parts_that_scroll} {{
    animation: more-beside linear both; animation-timeline: scroll(self inline);
  }}
}}"""


STYLE = f"""<style>
/* Outside its components Streamlit gives no names to its colours. */
.stApp {{
  --accent: light-dark({LIGHT.accent}, {DARK.accent});
  --edge: light-dark({LIGHT.edge}, {DARK.edge});
  --waiting: light-dark({LIGHT.regret_ramp[1]}, {DARK.regret_ramp[1]});
}}
{parts.MAIN} {{ padding: .3rem 2rem .4rem; max-width: 1600px; margin: 0 auto; }}
{parts.MAIN} h1 {{ font-size: 1.85rem; line-height: 1.15; padding: 0 0 .2rem; }}
/* What stands above a section of a page, whatever its level. */
{parts.MAIN} :is(h2, h3) {{ font-size: {SECTION}px; font-weight: 700; line-height: 1.3; }}
{parts.MAIN} h2 {{ padding: 1.1rem 0 .3rem; }}
{parts.MAIN} h3 {{ padding: .4rem 0 .1rem; }}
/* A notice above a page takes no more room than its words. */
{parts.MAIN} [role="alert"] {{ padding: .35rem .75rem; }}
/* Streamlit's white letters on a light accent cannot be read in the dark. */
{parts.MAIN} {parts.PRIMARY}:not(:disabled) p {{
  color: Canvas;
}}
{parts.CHOSEN} [data-tag] {{
  max-width: 100%;
  background: color-mix(in srgb, var(--st-text-color, currentColor) 14%, transparent);
  color: inherit;
}}
{parts.CHOSEN} [data-tag] * {{ color: inherit; }}
/* A long name takes lines instead of being cut. */
{parts.CHOSEN} [data-tag] {{ height: auto; }}
{parts.CHOSEN} [data-tag] > span {{ white-space: normal; overflow-wrap: anywhere; height: auto; }}
/* Every chosen one is seen, on as many lines as that takes. */
{parts.CHOSEN} [aria-label="Selected values"] {{
  flex-wrap: wrap; overflow: visible; min-width: 0; max-width: 100%;
}}
{parts.CHOSEN} :has(> [aria-label="Selected values"]),
{parts.CHOSEN} :has(> * > [aria-label="Selected values"]) {{
  height: auto; max-height: none; overflow: visible; mask: none;
}}
{parts.CHOSEN} :has(> [aria-label="Selected values"]) {{
  flex: 1 1 0; flex-wrap: wrap; min-width: 0;
}}
/* What takes a name away, or all of them, is as large as a pointer needs. */
{parts.CHOSEN} [data-tag] button {{
  min-width: 24px; min-height: 24px; display: inline-flex; align-items: center;
  justify-content: center; flex: none;
}}
{parts.RADIO} label, {parts.MAIN} label:has(input[type="checkbox"]) {{
  min-height: 24px; align-items: center;
}}
/* Edges by which a control is found; Streamlit draws them as faint as lines that only divide. */
:is({parts.FIELD}, :is({parts.SELECT}, {parts.CHOSEN}) [role="group"]):not(:focus-within),
{parts.RADIO} label:has(input:not(:checked)) > div > div:first-child,
{parts.MAIN} label:has(input[type="checkbox"]:not(:checked)) > span + div {{
  border-color: var(--edge);
}}
/* Choices side by side have all their sides, also at the end and the beginning of a line. */
{parts.PILLS} [data-variant="segmented_control"]:not([data-selected], :hover) {{
  border-color: light-dark({LIGHT.border}, {DARK.border}) !important;
}}
{parts.PILLS} [data-variant="segmented_control"]:is([data-selected], :hover) {{
  position: relative; z-index: 1;
}}
/* A name that is too long for a closed list stands in front of it on several lines. */
[role="group"][data-whole] {{ position: relative; height: auto !important; }}
[role="group"][data-whole]::before {{
  content: attr(data-whole); flex: 1 1 0; min-width: 0; padding: 8px 0 8px 12px; line-height: 1.25;
  overflow-wrap: anywhere;
}}
[role="group"][data-whole] input {{ position: absolute; inset: 0 36px 0 0; width: auto; }}
[role="group"][data-whole] input[aria-expanded="false"] {{ text-indent: -9999px; }}
[role="group"][data-whole]:has([aria-expanded="true"])::before {{ visibility: hidden; }}
.st-key-identity [role="group"][data-whole]::before {{
  padding: 3px 0; font-weight: 600; font-size: 14px;
}}
/* A chart's heading, as the same chart has it when it is taken away. */
{CHART_SELECTOR} {{ gap: .6rem; }}
{CHART_SELECTOR} {parts.MARKDOWN} {{ margin: 0; }}
{CHART_SELECTOR} :is({parts.MARKDOWN}, {parts.HTML}) p {{
  margin: 0; font-size: {SUBTITLE}px; line-height: 1.3;
  color: color-mix(in srgb, currentColor 76%, transparent);
}}
{CHART_SELECTOR} p:has(> strong:only-child), {CHART_SELECTOR} {parts.HTML} p.title {{
  font-size: {TITLE}px; line-height: 1.2; padding-bottom: .25rem; color: inherit;
}}
{CHART_SELECTOR} p.title {{ font-weight: 700; }}
/* The heading of sentences beside a chart begins where the chart's does, as large. */
{parts.MAIN} .st-key-pair_flips h2 {{
  font-size: {TITLE}px; line-height: 1.2; padding: 0 0 .25rem;
}}
/* The words of a moving chart are only read aloud. */
{CHART_SELECTOR} p.words {{
  position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%);
}}
/* Drawn for 1440 pixels; on a smaller screen a little smaller, before its frame scrolls. */
@media (min-width: {PHONE}) {{
  /* Wider than the page it scrolls: made narrower its letters would be too small. */
  {CHART_SELECTOR} svg.marks {{ max-width: none; }}
}}
{CHART_SELECTOR} svg [tabindex="0"]:focus-visible {{
  outline: none; stroke: currentColor; stroke-width: 2px;
}}
/* What is wider than the page scrolls in its own frame, a chart below its heading. */
{CHART_SELECTOR}, [class*="st-key-"][class*="_only"] {{ overflow-x: auto; }}
{CHART_SELECTOR} {parts.PICTURE} {{ max-width: 100%; overflow: auto hidden; }}
:has(> [class*="st-key-unseen"]) {{
  position: absolute; width: 1px; height: 1px; overflow: hidden;
}}
/* Two columns where both pictures fit, else one below the other. */
[class*="st-key-pair_"] {parts.ROW} {{ flex-wrap: wrap; }}
[class*="st-key-pair_"] {parts.COLUMN} {{ min-width: min(592px, 100%); }}
[class*="st-key-numbers_"] {{ margin-top: -.9rem; }}
[class*="st-key-views_"] {{ margin-top: .4rem; }}
/* Streamlit's own 60 % leaves less contrast than small letters need. */
{parts.CAPTION}, [class*="st-key-numbers_"] summary {{ opacity: .78; }}
{parts.CAPTION} code {{ font-size: .9em; }}
/* What is typed into a terminal goes onto the next line as a whole, where that has room for it. */
{parts.MAIN} :not(pre) > code {{ display: inline-block; max-width: 100%; }}
/* What lies under a sheet recedes: by itself Streamlit makes a dark page lighter there. */
{parts.DIALOG} {{
  background: rgb(from currentcolor calc(255 - r) calc(255 - g) calc(255 - b) / .4) !important;
}}
/* A sheet has a head of its own, beside the button that closes it. */
[role="dialog"]:has(.st-key-sheet_frame) > h2 {{ display: none; }}
[role="dialog"]:has(.st-key-sheet_frame) > div {{ padding-top: 0; }}
/* While the server does not answer Streamlit shows a dialog of its own; a bar says it instead. */
[data-steelyard-away] {parts.DIALOG}:not({parts.OWN_DIALOG}) {{
  display: none;
}}
/* The head stays while the sheet scrolls, and would lie over the button. */
[role="dialog"] [aria-label="Close"] {{ z-index: 4; padding: 11px; margin: -7px; }}
/* The small line asks, the heading answers. */
.st-key-finding {parts.MARKDOWN} p {{
  margin: 0; font-weight: 600; color: color-mix(in srgb, currentColor 76%, transparent);
}}
.st-key-finding {{ gap: 0; }}
.st-key-claims_none {{ padding-top: 1rem; }}
.st-key-weights {{ gap: .35rem; }}
.st-key-weights {parts.TICKS} {{ display: none; }}
.st-key-weights {parts.SLIDER} {{ margin-top: -.3rem; }}
.st-key-weights {parts.CAPTION} {{ margin-top: -1.1rem; line-height: 1.3; }}
.st-key-lenses button {{ min-height: 2rem; }}
.st-key-fed_scores button {{ justify-content: start; text-align: start; }}
.st-key-pages {{ gap: .2rem; margin-right: 1.2rem; }}
.st-key-pages {parts.LINK} a {{ padding: .45rem .7rem; }}
.st-key-pages [class*="st-key-here_"] a {{
  border-bottom: 3px solid currentColor; border-radius: 0;
}}
.st-key-pages p {{ white-space: nowrap; overflow: visible; }}
.st-key-pages [class*="st-key-here_"] p {{ font-weight: 700; }}
{parts.HEADER} {{ display: none; }}
:is(.st-key-follow_files, .st-key-login_bar), :has(> .st-key-login_bar) {{
  position: absolute; height: 0;
}}
/* Shown beside the page, where its colours are not known. */
.st-key-whose_page a {{ color: inherit; display: inline-block; min-height: 24px; }}
.st-key-top {{ gap: .3rem .6rem; }}
{parts.MAIN} > {parts.BLOCK} {{ gap: .6rem; }}
/* What is open, when and by whom it was judged, and on the right what helps to read it. */
.st-key-identity {{ gap: 0 1rem; }}
:has(> .st-key-identity) {{ margin: -.35rem 0 -.6rem; }}
:has(> .st-key-question) {{ margin-bottom: -.55rem; }}
.st-key-identity > :has(> .st-key-identity_full) {{ flex: 1 1 0; min-width: 240px; }}
.st-key-identity_full {{ width: auto; }}
.st-key-identity > :has(> .st-key-aids) {{ margin-left: auto; }}
.st-key-aids {{ gap: 0 1rem; align-items: center; }}
:is(.st-key-aids, .st-key-whose) {parts.POPOVER} button {{
  border: 0; padding: 0; min-height: 26px; color: var(--accent); background: transparent;
}}
:is(.st-key-aids, .st-key-whose) {parts.POPOVER} button p {{
  text-decoration: underline; text-underline-offset: 3px;
}}
.st-key-identity {parts.SELECT} [role="group"] {{
  border-color: transparent; background: transparent; min-height: 26px; height: 28px;
}}
.st-key-identity {parts.SELECT} input {{ padding: 0; font-weight: 600; font-size: 14px; }}
:is(.st-key-identity_full, .st-key-identity_short, .st-key-question) :is({parts.MARKDOWN}, p) {{
  margin: 0; line-height: 1.35;
}}
:is(.st-key-identity_full, .st-key-identity_short) p {{
  font-size: 14px; color: color-mix(in srgb, currentColor 76%, transparent);
}}
.st-key-question p {{
  font-weight: 600; color: color-mix(in srgb, currentColor 76%, transparent);
}}
:has(> .st-key-identity_short), .st-key-identity_short {{ display: none; }}
/* Words that open their definitions. */
a[href^="#term-"], a[href^="#term-"]:visited {{
  color: inherit !important; text-decoration: underline dotted; text-underline-offset: 3px;
  cursor: help; padding-block: 4px;
}}
a[data-again]:not([href]) {{ color: inherit !important; text-decoration: none; }}
.sy-definition {{
  position: fixed; inset: auto; margin: 0; width: max-content; max-width: min(360px, 94vw);
  padding: .6rem .8rem; border: 1px solid {LIGHT.sub}; border-radius: 8px;
  box-shadow: 0 6px 24px rgba(0, 0, 0, .25); font: 14px/1.4 "Source Sans", sans-serif;
}}
/* On one screen: marks and words in columns where there is room. */
[role="dialog"]:has(.st-key-how_to_read) {{
  max-width: min(1100px, 94vw) !important; max-height: 86vh !important;
  border: 1px solid color-mix(in srgb, currentColor 25%, transparent);
}}
.st-key-how_to_read {{ width: min(1050px, 94vw - 50px); }}
.st-key-how_to_read :is(li, p) {{ font-size: 14px; line-height: 1.35; margin: 0; }}
.st-key-how_to_read p:has(> strong:only-child) {{ font-size: 15.5px; margin-bottom: .2rem; }}
.st-key-how_to_read ul {{ columns: 280px; column-gap: 2rem; list-style: none; padding: 0; }}
.st-key-how_to_read li {{ break-inside: avoid; padding: 0 0 .35rem; margin: 0; }}
.sy-definition p {{ margin: .2rem 0 0; }}
/* Seen only while the keyboard is on it. */
:has(> .st-key-skip) {{ position: absolute; z-index: 10; width: 1px; white-space: nowrap; }}
.st-key-skip a:not(:focus) {{
  position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%);
}}
.st-key-skip a {{ background: Canvas; padding: .3rem .6rem; }}
/* Streamlit's own link of that kind leads to the links to pages, one stop more. */
body:has(.st-key-skip) a[href="#stMain"] {{ display: none; }}
:has(> .st-key-jumps) {{ display: none; }}
/* The page in use is in ink, not in a browser's colour for links, and the keyboard is seen. */
.st-key-pages a, .st-key-pages a:visited {{ color: inherit; }}
.st-key-pages a:focus-visible {{
  outline: 2px solid var(--accent); outline-offset: -2px;
}}
/* What is only style or only listens takes no room, nor the gap after it. */
{parts.MAIN} {parts.WRAPPER}:has(> .st-key-follow_files),
{parts.MAIN} {parts.ELEMENT}:has({parts.HTML} > style) {{
  display: none;
}}
/* The paragraph of a claim, with its passage. */
.stMainBlockContainer mark {{
  background: color-mix(in srgb, var(--accent) 22%, transparent); color: inherit;
}}
.stMainBlockContainer blockquote.paragraph {{
  margin: .2rem 0 .4rem; padding: .4rem .7rem; font-size: 15px; line-height: 1.45;
  border-left: 3px solid color-mix(in srgb, currentColor 35%, transparent);
}}
details.paragraph > summary {{
  cursor: pointer; font-size: 14px; min-height: 24px; width: fit-content;
}}
{more_beside(_SIDEWAYS)}
/* A table of numbers scrolls in a part that is laid over its drawing. */
@media screen {{
  {parts.GRID} {parts.GRID_FRAME} {{ scroll-timeline: --grid inline; }}
  {parts.GRID} {{
    timeline-scope: --grid; animation: more-beside linear both; animation-timeline: --grid;
  }}
}}
/* Small tables of text. */
[class*="st-key-table_"] {{ overflow-x: auto; }}
[class*="st-key-table_"] th, [class*="st-key-table_"] td {{ padding: .25rem .6rem; }}
[class*="st-key-table_"] td {{ white-space: nowrap; }}
:is(.st-key-table_sources, .st-key-table_texts) td {{ white-space: normal !important; }}
[class*="st-key-table_"] td:first-child {{ min-width: 8.5rem; white-space: normal; }}
@media (min-width: {PHONE}) {{
  /* The result comes first for readers and phones; on a wide screen the weights stand left. */
  .st-key-desk > {parts.ROW},
  .st-key-desk > div > {parts.ROW} {{ flex-direction: row-reverse; }}
}}
/* Room for the widest picture, 1232 pixels, also beside a scroll bar. */
@media (max-width: 1320px) {{
  {parts.MAIN} {{ padding: .3rem clamp(16px, (100% - 1232px) / 2, 24px) .75rem; }}
}}
@media (max-width: 1100px) {{ {parts.MAIN} {{ padding: .3rem 16px .75rem; }} }}
@media (max-width: {PHONE}) {{
  {parts.MAIN} {{ padding: .3rem 1rem 2rem; }}
  {parts.MAIN} h1 {{ font-size: 1.45rem; }}
  .st-key-table_sources td:nth-child(2) {{ min-width: 190px; }}
  .st-key-pages {{ margin: 0; flex-wrap: nowrap; gap: 0 .1rem; overflow-x: auto; }}
  .st-key-pages {parts.LINK} a {{ min-height: 44px; min-width: 44px; padding: .45rem .5rem; }}
  [class*="st-key-numbers_"] summary, details.paragraph > summary {{ min-height: 44px; }}
  {parts.MAIN} :is({parts.BUTTON}, {parts.DOWNLOAD}, {parts.PILLS}, {parts.SUBMIT}, {parts.UPLOAD})
    button, {parts.MAIN} :is({parts.INPUT}, {parts.SELECT}) :is([role="group"], input) {{
    min-height: 44px; min-width: 44px;
  }}
  {parts.MAIN} label:has(input[type="checkbox"]) {{ min-height: 44px; align-items: center; }}
  {parts.MAIN} :is({parts.RADIO} label, details > summary, {parts.SLIDER} input) {{
    min-height: 44px;
  }}
  {parts.MAIN} :is({parts.TABS} :is([role="tab"], [aria-label^="Scroll tabs"]),
    {parts.TOOLBAR} button, {parts.CHOSEN} button) {{
    min-width: 44px; min-height: 44px; flex: none;
  }}
  {parts.MAIN} {parts.CHOSEN} input {{ min-height: 44px; }}
  {parts.MAIN} button[aria-label^="Help for"] {{ padding: 14px; margin: -14px; }}
  /* A panel that scrolls by itself is a trap for a thumb. */
  :has(> [class*="st-key-panel_"]), [class*="st-key-panel_"] {{ height: auto !important; }}
  .st-key-lenses {parts.PILLS} > div {{
    flex-wrap: nowrap; overflow-x: auto; padding-bottom: .3rem;
  }}
  .st-key-lenses button {{ min-height: 44px; flex: none; }}
  /* Pages and explanation on one line, both pickers on the next. */
  .st-key-top > :has(.st-key-pages) {{ flex: 1 1 calc(100% - 150px); min-width: 0; }}
  .st-key-pages > * {{ flex: none; }}
  .st-key-pages {{ width: 100%; }}
  .st-key-top > :has({parts.SELECT}) {{
    order: 2; flex: 1 1 45%; min-width: 0 !important;
  }}
  :has(> .st-key-identity_full), .st-key-identity_full {{ display: none; }}
  :has(> .st-key-identity_short), .st-key-identity_short {{ display: block; }}
  .st-key-identity > :has(> {parts.SELECT}) {{ flex: 1 1 100%; }}
  .st-key-identity, .st-key-aids {{ gap: 0 .6rem; }}
  .st-key-aids button [aria-hidden] {{ display: none; }}
  /* With what is inside its border. */
  .st-key-identity {parts.SELECT} [role="group"] {{ min-height: 46px; }}
  :is(.st-key-aids, .st-key-whose) {parts.POPOVER} button {{ min-height: 44px; }}
  .st-key-identity_short a[href^="#term-"] {{ display: inline-block; padding-block: 13px; }}
  :has(> .st-key-jumps) {{
    display: block; position: fixed; z-index: 20; inset: auto 0 0; background: Canvas;
    border-top: 1px solid color-mix(in srgb, currentColor 55%, transparent);
  }}
  .st-key-jumps nav {{ display: flex; height: 48px; }}
  .st-key-jumps a {{
    flex: 1; display: flex; align-items: center; justify-content: center;
    color: inherit !important; text-decoration: none; border-top: 4px solid transparent;
  }}
  .st-key-jumps a[aria-current] {{ font-weight: 700; border-color: currentColor; }}
  {parts.MAIN}:has(.st-key-jumps) {{ padding-bottom: 64px; }}
  .st-key-top {parts.SELECT} > div > div {{ min-height: 44px; }}
  [role="dialog"] [aria-label="Close"] {{ padding: 17px; margin: -13px; }}
  :has(> [role="dialog"] .st-key-sheet_frame) {{ max-width: 100% !important; }}
}}
/* A long name takes two lines in an open list, instead of losing its end. */
[role="listbox"] [role="option"] > div {{ white-space: normal; line-height: 1.1; }}
/* The file, its weights and the version stand below a page on paper only. */
@media screen {{ :has(> .st-key-origin) {{ display: none; }} }}
@page {{ size: A4 landscape; margin: 8mm 9mm; }}
@media print {{
  :root, body {{ background: {LIGHT.background} !important; height: auto !important; }}
  {parts.APP}, {parts.APP} :is(section, main, {parts.MAIN}) {{
    position: static !important; height: auto !important; overflow: visible !important;
    background: {LIGHT.background} !important;
  }}
  {parts.APP} :is(p, li, h1, h2, h3, td, th, summary, input) {{ color: {LIGHT.ink} !important; }}
  .st-key-identity input {{ -webkit-text-fill-color: {LIGHT.ink} !important; }}
  /* Components take their colours from these. */
  {parts.APP} div {{
    color-scheme: light;
    --st-text-color: {LIGHT.ink} !important; --st-background-color: {LIGHT.background} !important;
    --st-secondary-background-color: {LIGHT.panel} !important;
    --st-border-color: {LIGHT.border} !important; --st-primary-color: {LIGHT.accent} !important;
  }}
  {parts.MAIN} {{ padding: 0 !important; max-width: none; }}
  {parts.MAIN} > {parts.BLOCK} {{ gap: 0; }}
  {parts.MAIN} > {parts.BLOCK} > * {{ margin: 0 0 2px !important; }}
  .st-key-finding {{ padding-bottom: 16px; }}
  /* A picture of twenty rows below its heading is as high as a page. */
  {CHART_SELECTOR} {parts.PICTURE} {{ zoom: .9; }}
  /* What is only there to be clicked; of the identity line the words stay. */
  :has(> .st-key-top), .st-key-top, {parts.BUTTON}, {parts.DOWNLOAD}, {parts.PILLS},
  :not(.st-key-identity *) > {parts.SELECT}, {parts.CHOSEN}, {parts.SLIDER}, {parts.TOOLBAR},
  {parts.TABS} [role="tablist"], .st-key-jumps, .st-key-aids,
  .st-key-identity {parts.SELECT} button,
  {parts.MAIN} details:not([open], [class*="st-key-findings_"] *),
  {parts.MAIN} [class*="st-key-take_"] {{
    display: none !important;
  }}
  {CHART_SELECTOR} svg.marks {{ max-width: 100% !important; height: auto; }}
  .st-key-low_values_frame_only svg.marks {{ max-height: 480px; width: auto; }}
  {CHART_SELECTOR}, tr, li {{ break-inside: avoid; }}
  {CHART_SELECTOR}, {CHART_SELECTOR} {parts.PICTURE}, [class*="st-key-"][class*="_only"],
  [class*="st-key-table_"] {{
    overflow: visible;
  }}
  /* Compare is one page: the ranking. */
  .st-key-below {{ display: none !important; }}
}}
</style>"""
