#pragma once

#include "ui/shell/page_table.h"

#include <QStackedWidget>
#include <map>
#include <optional>

namespace macadam {

class ProjectDocument;

/// The start page and the pages of the modes, each built when it is first needed.
class PageStack : public QStackedWidget {
  Q_OBJECT

 public:
  explicit PageStack(PageServices services, QWidget* parent = nullptr);

  void setStartPage(QWidget* page);
  /// Builds it when it is not there yet. @pre `mode` has a page
  Page& page(Mode mode);
  /// Nullptr when it was not needed so far.
  Page* builtPage(Mode mode) const;
  void buildAll();

  void setDocument(ProjectDocument* document);
  /// As each page does.
  void letGo();
  void showStart();
  void showMode(Mode mode);
  /// Empty on the start page.
  std::optional<Mode> mode() const { return mode_; }
  void saveState() const;

 Q_SIGNALS:
  void built(macadam::Mode mode, macadam::Page* page);
  void modeChanged();

 private:
  PageServices services_;
  ProjectDocument* document_ = nullptr;
  std::map<Mode, Page*> pages_;  ///< Those built so far.
  std::optional<Mode> mode_;
};

}  // namespace macadam
