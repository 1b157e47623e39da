#pragma once

#include "data/check.h"
#include "ui/jobs/jobs.h"
#include "ui/project/project_document.h"

#include <QFuture>
#include <QObject>
#include <QPointer>
#include <QString>

class QWidget;

namespace macadam {

class TileBrowser;
class TileModel;

/// Reads every image and mask of the project in the background, and reports what is wrong with them.
class PixelCheck : public QObject {
  Q_OBJECT

 public:
  /// @param page that the report stands before.
  PixelCheck(Jobs& jobs, TileModel& tiles, TileBrowser& browser, QWidget& page);

  /// Ends a check of the one before.
  void setDocument(ProjectDocument* document);
  /// Begins a check, or ends the one that goes on. @pre a project is open
  void beginOrStop();

 Q_SIGNALS:
  /// What `beginOrStop` does from now on, as its action says it.
  void titleChanged(const QString& title);

 private:
  void report(const DataReport& report);
  void chooseFile(const QString& where);

  Jobs& jobs_;
  TileModel& tiles_;
  TileBrowser& browser_;
  QWidget& page_;
  QPointer<ProjectDocument> document_;
  QFuture<DataReport> checking_;
};

}  // namespace macadam
