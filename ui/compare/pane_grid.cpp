#include "ui/compare/pane_grid.h"

#include "ui/canvas/picture_canvas.h"
#include "ui/compare/compare_pane.h"

#include <QGridLayout>
#include <algorithm>
#include <array>
#include <utility>

namespace macadam {

PaneGrid::PaneGrid(SharedCamera& camera, QWidget* parent)
    : QWidget(parent), camera_(camera), layout_(new QGridLayout(this)) {
  layout_->setContentsMargins(0, 0, 0, 0);
  layout_->setSpacing(6);
  showSources({"image"});
}

ComparePane* PaneGrid::makePane(const std::string& source) {
  auto* pane = new ComparePane(camera_, this);
  pane->setSources(sources_);
  pane->setSource(source);
  connect(pane, &ComparePane::sourceChanged, this, &PaneGrid::panesChanged);
  connect(pane, &ComparePane::closeRequested, this, [this, pane] { removePane(pane); });
  connect(pane, &ComparePane::activated, this,
          [this, pane] { setCurrent(static_cast<std::size_t>(std::ranges::find(panes_, pane) - panes_.begin())); });
  connect(&pane->canvas(), &PictureCanvas::hovered, this, &PaneGrid::hovered);
  connect(&pane->canvas(), &PictureCanvas::fitRequested, this, &PaneGrid::fitRequested);
  connect(&pane->canvas(), &PictureCanvas::resized, this, &PaneGrid::resized);
  return pane;
}

void PaneGrid::setSources(std::vector<CompareSource> sources) {
  if (sources == sources_) return;
  sources_ = std::move(sources);
  for (ComparePane* pane : panes_) pane->setSources(sources_);
}

void PaneGrid::showSources(const std::vector<std::string>& ids) {
  for (ComparePane* pane : std::exchange(panes_, {})) {
    pane->hide();
    pane->deleteLater();
  }
  for (const std::string& id : ids) {
    if (panes_.size() < kMostPanes) panes_.push_back(makePane(id));
  }
  current_ = 0;
  arrange();
}

std::vector<std::string> PaneGrid::shownSources() const {
  std::vector<std::string> ids;
  for (const ComparePane* pane : panes_) ids.push_back(pane->source());
  return ids;
}

void PaneGrid::setCurrent(std::size_t index) {
  current_ = std::min(index, panes_.size() - 1);
  for (std::size_t i = 0; i < panes_.size(); ++i) panes_[i]->setCurrent(i == current_ && panes_.size() > 1);
}

void PaneGrid::addPane(const std::string& source) {
  if (panes_.size() >= kMostPanes) return;
  panes_.push_back(makePane(source));
  current_ = panes_.size() - 1;
  arrange();
}

void PaneGrid::removePane(ComparePane* pane) {
  const auto place = std::ranges::find(panes_, pane);
  if (place == panes_.end() || panes_.size() == 1) return;
  const auto index = static_cast<std::size_t>(place - panes_.begin());
  panes_.erase(place);
  if (index < current_ || current_ == panes_.size()) --current_;
  pane->hide();
  pane->deleteLater();
  arrange();
}

void PaneGrid::setColumns(int columns) {
  chosenColumns_ = columns;
  arrange();
}

int PaneGrid::columns() const {
  constexpr std::array kAutomatic{1, 1, 2, 3, 2, 3, 3, 4, 4, 3};
  const int panes = static_cast<int>(panes_.size());
  return chosenColumns_ == 0 ? kAutomatic[panes_.size()] : std::min(chosenColumns_, panes);
}

QSize PaneGrid::smallestCanvas() const {
  QSize smallest(1 << 20, 1 << 20);
  for (ComparePane* pane : panes_) smallest = smallest.boundedTo(pane->canvas().deviceSize());
  return smallest;
}

void PaneGrid::arrange() {
  while (const QLayoutItem* item = layout_->takeAt(0)) delete item;
  for (int i = 0; i < kMostPanes; ++i) {
    layout_->setColumnStretch(i, 0);
    layout_->setRowStretch(i, 0);
  }
  const int across = columns();
  for (int i = 0; i < static_cast<int>(panes_.size()); ++i) {
    ComparePane* pane = panes_[static_cast<std::size_t>(i)];
    layout_->addWidget(pane, i / across, i % across);
    layout_->setColumnStretch(i % across, 1);
    layout_->setRowStretch(i / across, 1);
    pane->setNumber(i + 1);
    pane->setClosable(panes_.size() > 1);
    if (i > 0) QWidget::setTabOrder(panes_[static_cast<std::size_t>(i - 1)], pane);
  }
  setCurrent(current_);
  Q_EMIT panesChanged();
}

}  // namespace macadam
