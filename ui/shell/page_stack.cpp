#include "ui/shell/page_stack.h"

#include <utility>

namespace macadam {

PageStack::PageStack(PageServices services, QWidget* parent) : QStackedWidget(parent), services_(std::move(services)) {}

void PageStack::setStartPage(QWidget* page) {
  insertWidget(0, page);
}

Page& PageStack::page(Mode mode) {
  if (Page* known = builtPage(mode)) return *known;
  const PageEntry& entry = pageEntry(mode);
  Q_ASSERT(entry.hasPage());
  Page* page = entry.build(services_, this);
  pages_[mode] = page;
  addWidget(page);
  page->restoreState();
  if (document_ != nullptr) page->setDocument(document_);
  if (entry.connect != nullptr) entry.connect(*this, *page);
  Q_EMIT built(mode, page);
  return *page;
}

Page* PageStack::builtPage(Mode mode) const {
  const auto found = pages_.find(mode);
  return found != pages_.end() ? found->second : nullptr;
}

void PageStack::buildAll() {
  for (const PageEntry& entry : pageTable()) {
    if (entry.hasPage()) page(entry.mode);
  }
}

void PageStack::setDocument(ProjectDocument* document) {
  document_ = document;
  for (const auto& [mode, page] : pages_) page->setDocument(document);
}

void PageStack::letGo() {
  for (const auto& [mode, page] : pages_) page->letGo();
}

void PageStack::showStart() {
  mode_.reset();
  setCurrentIndex(0);
  Q_EMIT modeChanged();
}

void PageStack::showMode(Mode mode) {
  if (!pageEntry(mode).hasPage()) return;
  setCurrentWidget(&page(mode));
  mode_ = mode;
  Q_EMIT modeChanged();
}

void PageStack::saveState() const {
  for (const auto& [mode, page] : pages_) page->saveState();
}

}  // namespace macadam
