#include "ui/annotate/annotate_tool.h"

#include <QCoreApplication>

namespace macadam {

void AnnotateTool::setSession(LabelSession* session) {
  cancel();
  session_ = session;
}

QString labelWord(Label label) {
  switch (label) {
    case Label::Road:
      return QCoreApplication::translate("AnnotateTool", "road");
    case Label::Background:
      return QCoreApplication::translate("AnnotateTool", "background");
    case Label::Unknown:
      break;
  }
  return QCoreApplication::translate("AnnotateTool", "unknown");
}

QColor labelColour(Label label) {
  switch (label) {
    case Label::Road:
      return {255, 190, 30};
    case Label::Background:
      return {120, 200, 255};
    case Label::Unknown:
      break;
  }
  return {235, 120, 235};
}

void drawHaloed(QPainter& painter, const QPolygonF& line, const QColor& colour, double width) {
  painter.setBrush(Qt::NoBrush);
  for (const QPen& pen : {QPen(QColor(0, 0, 0, 150), width + 2.0, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin),
                          QPen(colour, width, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin)}) {
    painter.setPen(pen);
    painter.drawPolyline(line);
  }
}

}  // namespace macadam
