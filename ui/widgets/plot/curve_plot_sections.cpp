#include "ui/widgets/plot/curve_plot.h"
#include "ui/widgets/qcustomplot.h"

#include <QFontMetrics>
#include <algorithm>
#include <utility>

namespace macadam {

void CurvePlot::setSections(std::vector<PlotSection> sections) {
  if (sections == sections_) return;
  sections_ = std::move(sections);
  for (Panel& part : parts_) {
    for (QCPItemLine* boundary : part.boundaries) plot_->removeItem(boundary);
    part.boundaries.clear();
  }
  for (QCPItemText* name : sectionNames_) plot_->removeItem(name);
  sectionNames_.clear();
  for (const PlotSection& section : sections_) {
    for (Panel& part : parts_) {
      auto* boundary = new QCPItemLine(plot_);
      for (QCPItemPosition* end : {boundary->start, boundary->end}) {
        end->setAxes(part.rect->axis(QCPAxis::atBottom), part.rect->axis(QCPAxis::atLeft));
        end->setAxisRect(part.rect);
        end->setTypeX(QCPItemPosition::ptPlotCoords);
        end->setTypeY(QCPItemPosition::ptAxisRectRatio);
      }
      boundary->start->setCoords(section.from, 0.0);
      boundary->end->setCoords(section.from, 1.0);
      boundary->setClipAxisRect(part.rect);
      part.boundaries.push_back(boundary);
    }
    auto* name = new QCPItemText(plot_);
    name->setClipToAxisRect(false);
    name->setPositionAlignment(Qt::AlignLeft | Qt::AlignBottom);
    name->setPadding(QMargins(2, 0, 2, 2));
    name->position->setType(QCPItemPosition::ptAbsolute);
    sectionNames_.push_back(name);
  }
  applyColours();
}

void CurvePlot::makeEmptyText(Panel& part) {
  part.empty = new QCPItemText(plot_);
  part.empty->setPositionAlignment(Qt::AlignCenter);
  part.empty->position->setAxisRect(part.rect);
  part.empty->position->setType(QCPItemPosition::ptAxisRectRatio);
  part.empty->position->setCoords(0.5, 0.5);
  part.empty->setClipAxisRect(part.rect);
}

void CurvePlot::setEmptyText(int panel, const QString& text) {
  Panel& part = parts_[static_cast<std::size_t>(panel)];
  if (part.emptyText == text) return;
  part.emptyText = text;
  schedule();
}

QString CurvePlot::shownText(int panel) const {
  bool hasHidden = false;
  for (const auto& line : lines_) {
    if (line->curve.panel != panel || line->curve.points.isEmpty()) continue;
    if (isCurveShown(hidingKey(*line))) return {};
    hasHidden = true;
  }
  return hasHidden ? tr("Hidden: click a name above to show it") : parts_[static_cast<std::size_t>(panel)].emptyText;
}

/// A scale without values would say what is not.
void CurvePlot::showEmptyTexts() {
  for (int panel = 0; panel < static_cast<int>(parts_.size()); ++panel) {
    const Panel& part = parts_[static_cast<std::size_t>(panel)];
    const QString text = shownText(panel);
    part.empty->setText(text);
    part.empty->setVisible(part.isShown && !text.isEmpty());
    part.rect->axis(QCPAxis::atLeft)->setTickLabels(text.isEmpty());
  }
}

/// Each name stands over its section, as much of it as there is room for.
void CurvePlot::placeSections() {
  const std::vector<int> shown = shownPanels();
  for (int panel = 0; panel < static_cast<int>(parts_.size()); ++panel) {
    const Panel& part = parts_[static_cast<std::size_t>(panel)];
    for (std::size_t i = 0; i < part.boundaries.size(); ++i) part.boundaries[i]->setVisible(part.isShown && i > 0);
  }
  if (shown.empty()) return;
  const QCPAxisRect* top = parts_[static_cast<std::size_t>(shown.front())].rect;
  const QCPAxis* x = top->axis(QCPAxis::atBottom);
  for (std::size_t i = 0; i < sectionNames_.size(); ++i) {
    QCPItemText* name = sectionNames_[i];
    const double end = i + 1 < sections_.size() ? x->coordToPixel(sections_[i + 1].from) : top->right();
    const double left = std::max<double>(x->coordToPixel(sections_[i].from), top->left());
    const double room = std::min<double>(end, top->right()) - left;
    const QString text =
        QFontMetrics(name->font()).elidedText(sections_[i].name, Qt::ElideRight, static_cast<int>(room) - 6);
    constexpr int kFewLetters = 4;
    name->setVisible(room > 0 && text.size() >= std::min<qsizetype>(kFewLetters, sections_[i].name.size()));
    name->setText(text);
    name->position->setCoords(left, top->top());
  }
}

}  // namespace macadam
