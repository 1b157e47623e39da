#include "runs/html_style.h"

namespace macadam {

// The palette follows Okabe and Ito, darkened on white and lightened on black to keep its contrast.
const char* const kReportStyle = R"css(
:root { color-scheme: light dark;
  --paper: #fff; --ink: #1f2023; --soft: #5f6268; --rule: #d9dade; --faint: #eceded; --best: #f3f1ea;
  --c0: #0072b2; --c1: #d55e00; --c2: #009067; --c3: #b8578f; --c4: #b08400; --c5: #3a9bd0; --c6: #6b6e75; --c7: #1f2023; }
@media (prefers-color-scheme: dark) { :root {
  --paper: #17181b; --ink: #e7e6e2; --soft: #a2a4a9; --rule: #3a3c41; --faint: #292b2f; --best: #2a2924;
  --c0: #5aaee8; --c1: #f2894a; --c2: #41c79c; --c3: #e59ac6; --c4: #e8bd45; --c5: #9ad6f7; --c6: #a9acb3; --c7: #e7e6e2; } }
.c0 { --c: var(--c0) } .c1 { --c: var(--c1) } .c2 { --c: var(--c2) } .c3 { --c: var(--c3) }
.c4 { --c: var(--c4) } .c5 { --c: var(--c5) } .c6 { --c: var(--c6) } .c7 { --c: var(--c7) }
* { box-sizing: border-box }
body { margin: 0 auto; max-width: 1120px; padding: 56px 32px 96px; background: var(--paper); color: var(--ink);
  font: 15px/1.5 system-ui, "Segoe UI", "Helvetica Neue", "DejaVu Sans", sans-serif; }
h1, h2 { font-family: Charter, "Iowan Old Style", "Source Serif 4", Georgia, "DejaVu Serif", serif; font-weight: 600; text-wrap: balance }
h1 { font-size: 32px; line-height: 1.2; margin: 0 0 6px }
h2 { font-size: 20px; margin: 56px 0 10px }
p { max-width: 74ch; margin: 0 0 14px }
figcaption + p { margin-top: 10px }
.soft, figcaption { color: var(--soft) }
.wide { overflow-x: auto; margin: 0 -4px }
table { border-collapse: collapse; width: 100%; font-size: 13.5px; line-height: 1.4;
  font-variant-numeric: tabular-nums; border-top: 1.5px solid var(--ink); border-bottom: 1.5px solid var(--ink) }
th, td { padding: 6px 9px; text-align: left; vertical-align: top }
th { font-weight: 600; white-space: nowrap; vertical-align: bottom }
thead tr:last-child th { border-bottom: 1px solid var(--ink) }
th.group { text-align: center; font-weight: 500; color: var(--soft); padding-bottom: 0 }
tbody tr + tr td { border-top: 1px solid var(--faint) }
.number { text-align: right; white-space: nowrap }
.nowrap { white-space: nowrap }
.best { font-weight: 700; background: var(--best) }
.spread { display: block; color: var(--soft); font-weight: 400; font-size: 12px }
.key { font-family: ui-monospace, "SF Mono", "DejaVu Sans Mono", monospace; font-size: 12.5px; white-space: nowrap }
figure { margin: 0 }
figure img { display: block; max-width: 100%; height: auto; border-radius: 3px }
figcaption { font-size: 13px; margin-top: 8px; max-width: 90ch }
.charts { display: grid; grid-template-columns: 1fr 1fr; gap: 28px }
@media (max-width: 860px) { .charts { grid-template-columns: 1fr } body { padding: 32px 18px 64px } }
.legend { display: flex; flex-wrap: wrap; gap: 4px 20px; margin: 0 0 14px; font-size: 13.5px }
.legend span { display: inline-flex; align-items: center; gap: 7px; cursor: default }
.legend svg { width: 24px; height: 8px; stroke: var(--c, var(--soft)); stroke-width: 2; overflow: visible }
.chart { width: 100%; height: auto; overflow: visible }
.chart text { font-size: 11px; fill: var(--soft); font-variant-numeric: tabular-nums }
.chart .title { font-size: 13.5px; font-weight: 600; fill: var(--ink) }
.middle { text-anchor: middle } .end { text-anchor: end }
.grid line { stroke: var(--faint) } .grid line:first-child { stroke: var(--soft) }
.curve path { fill: none; stroke: var(--c); stroke-width: 1.6; stroke-linejoin: round }
.curve circle { fill: var(--c) }
.dashed, .dashed path { stroke-dasharray: 6 4 } .dotted, .dotted path { stroke-dasharray: 1.5 3.5; stroke-linecap: round }
.curve { transition: opacity .12s } .dimmed { opacity: .13 }
.cursor { fill: var(--c); stroke: var(--paper); stroke-width: 2; pointer-events: none }
.chart .reading { fill: var(--ink); paint-order: stroke; stroke: var(--paper); stroke-width: 4px; pointer-events: none }
.state { display: inline-block; width: 8px; height: 8px; border-radius: 50%; background: var(--c6); margin-right: 7px }
.state.completed { background: var(--c2) } .state.failed { background: var(--c1) } .state.running { background: var(--c0) }
details { margin: 6px 0 } summary { cursor: pointer; color: var(--soft) }
pre { font: 12.5px/1.5 ui-monospace, "SF Mono", "DejaVu Sans Mono", monospace; background: var(--faint); padding: 14px 18px;
  border-radius: 4px; overflow-x: auto }
footer { margin-top: 64px; padding-top: 12px; border-top: 1px solid var(--rule); font-size: 13px; color: var(--soft) }
@media print { body { padding: 0; max-width: none; font-size: 11px } details { display: none } }
)css";

const char* const kReportScript = R"js(
const curves = [...document.querySelectorAll('.curve')];
const dim = keep => curves.forEach(curve => curve.classList.toggle('dimmed', !keep(curve)));
document.querySelectorAll('.legend [data-class]').forEach(entry => {
  entry.onpointerenter = () => dim(curve => curve.matches(entry.dataset.class));
  entry.onpointerleave = () => dim(() => true);
});
document.querySelectorAll('.chart').forEach(chart => {
  const make = (name, kind) => {
    const node = document.createElementNS('http://www.w3.org/2000/svg', name);
    node.setAttribute('class', kind);
    return chart.appendChild(node);
  };
  const points = [...chart.querySelectorAll('.curve')].flatMap(curve => {
    curve.querySelector('title').remove();
    const places = [...curve.querySelector('path').getAttribute('d').matchAll(/[ML]([\d.-]+) ([\d.-]+)/g)];
    return curve.dataset.values.split(' ').map((values, i) => ({ curve, values, x: +places[i][1], y: +places[i][2] }));
  });
  let cursor, reading;
  const leave = () => { cursor?.remove(); reading?.remove(); cursor = reading = null; dim(() => true); };
  chart.onpointerleave = leave;
  chart.onpointermove = event => {
    const at = new DOMPoint(event.clientX, event.clientY).matrixTransform(chart.getScreenCTM().inverse());
    let best = null, distance = 40 * 40;
    for (const point of points) {
      const squared = (point.x - at.x) ** 2 + (point.y - at.y) ** 2;
      if (squared < distance) { best = point; distance = squared; }
    }
    leave();
    if (!best) return;
    dim(curve => curve === best.curve || !chart.contains(curve));
    cursor = make('circle', 'cursor ' + [...best.curve.classList].find(name => /^c\d$/.test(name)));
    cursor.setAttribute('cx', best.x); cursor.setAttribute('cy', best.y); cursor.setAttribute('r', 4.5);
    reading = make('text', 'reading ' + (best.x > 260 ? 'end' : ''));
    reading.setAttribute('x', best.x + (best.x > 260 ? -9 : 9)); reading.setAttribute('y', best.y - 9);
    const [x, y] = best.values.split(',');
    reading.textContent = `${best.curve.dataset.label}: ${y} at ${x}`;
  };
});
)js";

}  // namespace macadam
