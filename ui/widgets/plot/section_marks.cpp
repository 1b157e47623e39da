#include "ui/widgets/plot/section_marks.h"

#include "ui/widgets/plot/plot_look.h"
#include "ui/widgets/plot/plot_panels.h"
#include "ui/widgets/qcustomplot.h"

#include <QFontMetrics>
#include <algorithm>
#include <utility>

namespace macadam {

bool SectionMarks::set(std::vector<PlotSection> sections) {
  if (sections == sections_) return false;
  sections_ = std::move(sections);
  for (const auto& lines : std::exchange(boundaries_, {})) {
    for (QCPItemLine* boundary : lines) plot_.removeItem(boundary);
  }
  for (QCPItemText* name : std::exchange(names_, {})) plot_.removeItem(name);
  for (const PlotSection& section : sections_) {
    std::vector<QCPItemLine*>& lines = boundaries_.emplace_back();
    for (int panel = 0; panel < panels_.count(); ++panel) lines.push_back(makeBoundary(panel, section.from));
    names_.push_back(makeName());
  }
  return true;
}

QCPItemLine* SectionMarks::makeBoundary(int panel, double from) {
  auto* boundary = new QCPItemLine(&plot_);
  for (QCPItemPosition* end : {boundary->start, boundary->end}) {
    end->setAxes(&panels_.x(panel), &panels_.y(panel));
    end->setAxisRect(&panels_.rect(panel));
    end->setTypeX(QCPItemPosition::ptPlotCoords);
    end->setTypeY(QCPItemPosition::ptAxisRectRatio);
  }
  boundary->start->setCoords(from, 0.0);
  boundary->end->setCoords(from, 1.0);
  boundary->setClipAxisRect(&panels_.rect(panel));
  return boundary;
}

QCPItemText* SectionMarks::makeName() {
  auto* name = new QCPItemText(&plot_);
  name->setClipToAxisRect(false);
  name->setPositionAlignment(Qt::AlignLeft | Qt::AlignBottom);
  name->setPadding(QMargins(2, 0, 2, 2));
  name->position->setType(QCPItemPosition::ptAbsolute);
  return name;
}

void SectionMarks::apply(const PlotLook& look) {
  for (const auto& lines : boundaries_) {
    for (QCPItemLine* boundary : lines) boundary->setPen(QPen(look.mutedText, 1, Qt::DashLine));
  }
  for (QCPItemText* name : names_) {
    name->setColor(look.tickText);
    name->setFont(look.small);
  }
}

void SectionMarks::place() {
  for (std::size_t i = 0; i < boundaries_.size(); ++i) {
    for (std::size_t panel = 0; panel < boundaries_[i].size(); ++panel) {
      boundaries_[i][panel]->setVisible(panels_.isShown(static_cast<int>(panel)) && i > 0);
    }
  }
  const std::vector<int> shown = panels_.shown();
  if (shown.empty()) return;
  const QCPAxisRect& top = panels_.rect(shown.front());
  const QCPAxis& x = panels_.x(shown.front());
  for (std::size_t i = 0; i < names_.size(); ++i) {
    QCPItemText* name = names_[i];
    const double end = i + 1 < sections_.size() ? x.coordToPixel(sections_[i + 1].from) : top.right();
    const double left = std::max<double>(x.coordToPixel(sections_[i].from), top.left());
    const double room = std::min<double>(end, top.right()) - left;
    const QString text =
        QFontMetrics(name->font()).elidedText(sections_[i].name, Qt::ElideRight, static_cast<int>(room) - 6);
    constexpr int kFewLetters = 4;
    name->setVisible(room > 0 && text.size() >= std::min<qsizetype>(kFewLetters, sections_[i].name.size()));
    name->setText(text);
    name->position->setCoords(left, top.top());
  }
}

}  // namespace macadam
