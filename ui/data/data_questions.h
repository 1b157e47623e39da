#pragma once

#include "data/split_lists.h"
#include "ui/project/project_document.h"
#include "ui/widgets/last_folder.h"

#include <QObject>
#include <QPointer>

class QWidget;

namespace macadam {

class SplitEditor;
class TileBrowser;

/// What the Data page asks before it changes a split or the data: names, folders, what masks mean, which bands are
/// shown. All of it needs a project.
class DataQuestions : public QObject {
  Q_OBJECT

 public:
  /// @param page that the questions stand before.
  DataQuestions(TileBrowser& browser, SplitEditor& editor, QWidget& page);

  void setDocument(ProjectDocument* document) { document_ = document; }

  void askName();
  void compareSplits();
  void askImport();
  void askExport(ListedMasks masks);
  void chooseMasks();
  void chooseBands();
  /// The new folder is opened in place of the old one.
  void locateData();

 private:
  LastFolder listsFolder() const;

  TileBrowser& browser_;
  SplitEditor& editor_;
  QWidget& page_;
  QPointer<ProjectDocument> document_;
};

}  // namespace macadam
