#pragma once
// The style sheet of report.html: the product's colour tokens, light and dark as the reader's system has it, and print.

#include <string_view>

namespace cachedeck::report {

inline constexpr std::string_view styleSheet = R"css(
:root{--window:#f2f3f5;--panel:#fff;--sunken:#f7f8f9;--text:#15181c;--second:#48505a;--muted:#5f6873;--hairline:#dfe2e6;
--control:#bfc5cc;--grid:#e9ebee;--accent:#5645c4;--ok:#197a45;--warn:#8a5a00;--down:#b8272c;--band:.13;
--l-uncached:#d55e00;--l-cached:#0072b2;--l-through:#009e73;--l-behind:#7a5200;--l-ahead:#b8568f;--l-other:#3d454d;
--t-uncached:#ab4a00;--t-cached:#006aa6;--t-through:#00735a;--t-behind:#7a5200;--t-ahead:#9c3f75;--t-other:#3d454d}
@media screen and (prefers-color-scheme:dark){:root{--window:#0f1215;--panel:#171b1f;--sunken:#13171a;--text:#e9ecee;
--second:#b1b9c1;--muted:#919aa4;--hairline:#2a3037;--control:#3f4750;--grid:#22282d;--accent:#a396ff;--ok:#4cc483;
--warn:#e3ae4a;--down:#ff7b7b;--band:.17;
--l-uncached:#f5853f;--l-cached:#66bcf5;--l-through:#14a87d;--l-behind:#f2d15c;--l-ahead:#dd8bb9;--l-other:#6f7984;
--t-uncached:#f79a5f;--t-cached:#74c3f7;--t-through:#22bd90;--t-behind:#f2d15c;--t-ahead:#e39cc4;--t-other:#8f99a3}}
*{box-sizing:border-box}
body{margin:0;padding:24px;background:var(--window);color:var(--text);
font:13px/20px Inter,system-ui,sans-serif;font-variant-numeric:tabular-nums}
header,main{max-width:1120px;margin:0 auto}
h1{font-size:32px;line-height:36px;letter-spacing:-.02em;margin:0 0 8px}
h2{font-size:18px;line-height:24px;letter-spacing:-.01em;margin:0 0 8px}
h2 small{font-size:13px;font-weight:400;color:var(--warn)}
p{margin:0 0 8px;color:var(--second)}
small{font-size:11px;color:var(--muted);font-weight:400}
code,pre{font:12px/20px "JetBrains Mono",ui-monospace,monospace}
pre{overflow:auto;margin:8px 0 0;white-space:pre-wrap;overflow-wrap:anywhere}
.card{background:var(--panel);border:1px solid var(--hairline);border-radius:6px;padding:16px;margin:16px 0;overflow-x:auto}
.bad{border-color:var(--down)}
.simulated{display:inline-block;border:1px solid var(--warn);border-radius:6px;padding:0 8px;color:var(--warn)}
.facts{display:flex;flex-wrap:wrap;gap:8px 24px;align-items:center}
.facts p{flex:1 1 240px}
.big{display:flex;gap:8px;align-items:center}
.big strong{font-size:32px;line-height:36px;letter-spacing:-.02em}
.big span{font-weight:600}.big small{display:block}
ul{list-style:none;margin:0;padding:0}
li.ok b{color:var(--ok)}li.warn b{color:var(--warn)}li.down b{color:var(--down)}li.info b{color:var(--muted)}
table{border-collapse:collapse;width:100%}
th,td{padding:4px 8px;text-align:right;white-space:nowrap;border-bottom:1px solid var(--grid)}
thead th{background:var(--sunken);color:var(--muted);font-size:11px;font-weight:600}
th:first-child,.name{text-align:left}
tbody th{font-weight:500}
.events td:last-child{white-space:normal;width:100%}
dl{display:grid;grid-template-columns:max-content 1fr;gap:4px 16px;margin:0 0 8px}
dt{color:var(--muted)}dd{margin:0;overflow-wrap:anywhere}
summary{cursor:pointer;color:var(--accent)}
svg{display:block;width:100%;height:auto;font-size:11px}
svg.key{display:inline-block;width:24px;height:12px;margin-right:8px;vertical-align:-1px}
svg path{fill:none}
.grid{stroke:var(--grid)}.base{stroke:var(--control)}
.tick{fill:var(--muted);text-anchor:end}.time{fill:var(--muted);text-anchor:middle}
.end{fill:var(--second)}.head,.strong{font-weight:600}
svg .note{fill:var(--muted)}.note{color:var(--muted)}
.warm{fill:var(--sunken)}
.event{stroke:var(--accent);stroke-dasharray:3 3}.what{fill:var(--accent);font-weight:600}
.mark{stroke:var(--panel);stroke-width:1}.mark.accent{fill:var(--accent)}
.p50{stroke-width:2}.p99{stroke-width:1}.small{stroke-width:1.5}
.p50,.p99,.small{stroke-linejoin:round}
svg path.band{opacity:var(--band)}
.l-uncached{stroke:var(--l-uncached)}.mark.uncached,svg path.f-uncached{fill:var(--l-uncached)}.t-uncached{fill:var(--t-uncached);color:var(--t-uncached)}
.l-cached{stroke:var(--l-cached)}.mark.cached,svg path.f-cached{fill:var(--l-cached)}.t-cached{fill:var(--t-cached);color:var(--t-cached)}
.l-through{stroke:var(--l-through)}.mark.through,svg path.f-through{fill:var(--l-through)}.t-through{fill:var(--t-through);color:var(--t-through)}
.l-behind{stroke:var(--l-behind)}.mark.behind,svg path.f-behind{fill:var(--l-behind)}.t-behind{fill:var(--t-behind);color:var(--t-behind)}
.l-ahead{stroke:var(--l-ahead)}.mark.ahead,svg path.f-ahead{fill:var(--l-ahead)}.t-ahead{fill:var(--t-ahead);color:var(--t-ahead)}
.l-other{stroke:var(--l-other)}.mark.other,svg path.f-other{fill:var(--l-other)}.t-other{fill:var(--t-other);color:var(--t-other)}
@media print{body{padding:0;background:#fff;font-size:9pt}.card{break-inside:avoid;border-color:#bbb;overflow:visible}
th,td{padding:2px 4px;white-space:normal}.card:last-of-type{break-inside:auto}
*{-webkit-print-color-adjust:exact;print-color-adjust:exact}}
)css";

} // namespace cachedeck::report
