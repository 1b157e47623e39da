#pragma once

#include "ui/project/project_document.h"

#include <QAction>
#include <QHash>
#include <QObject>
#include <QPointer>

namespace macadam {

/// Actions that write into the project: while that must not be, they are disabled and their tips say why, whatever the
/// page enables meanwhile.
class WritingActions : public QObject {
  Q_OBJECT

 public:
  using QObject::QObject;

  void add(const QList<QAction*>& actions);
  void setDocument(ProjectDocument* document);

 Q_SIGNALS:
  /// Something is allowed or forbidden now that was not; the page enables what is of use.
  void changed();

 private:
  struct Words {
    QString toolTip, statusTip;
  };

  void follow();
  void hold(QAction& action);
  void release(QAction& action);

  QPointer<ProjectDocument> document_;
  QString obstacle_;
  QHash<QAction*, Words> held_;  ///< With what they say otherwise.
  QList<QPointer<QAction>> actions_;
  bool isHolding_ = false;
};

}  // namespace macadam
