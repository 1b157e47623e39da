#include "ui/annotate/rest_question.h"

#include "ui/widgets/per_cent.h"

#include <QCoreApplication>
#include <QMessageBox>
#include <QPushButton>

namespace macadam {
namespace {

QString tr(const char* text) {
  return QCoreApplication::translate("RestQuestion", text);
}

}  // namespace

RestAnswer askAboutRest(double share, QWidget* parent) {
  QMessageBox question(QMessageBox::Question, tr("Is the rest background?"),
                       tr("%1 of this tile is unknown: nobody has labelled it.").arg(perCentText(share)),
                       QMessageBox::NoButton, parent);
  question.setInformativeText(tr(
      "Background is learned as “no road here”. What stays unknown is not counted, neither in losses nor in scores."));
  QPushButton* background = question.addButton(tr("Make it background"), QMessageBox::AcceptRole);
  QPushButton* unknown = question.addButton(tr("Leave it unknown"), QMessageBox::DestructiveRole);
  question.addButton(QMessageBox::Cancel);
  question.setDefaultButton(background);
  question.exec();
  if (question.clickedButton() == background) return RestAnswer::Background;
  return question.clickedButton() == unknown ? RestAnswer::Unknown : RestAnswer::NotYet;
}

}  // namespace macadam
