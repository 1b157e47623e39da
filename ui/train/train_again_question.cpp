#include "ui/train/train_again_question.h"

#include "ui/project/project_document.h"
#include "ui/project/run_names.h"

#include <QCoreApplication>
#include <QLocale>
#include <QMessageBox>
#include <QPushButton>
#include <QStringList>
#include <algorithm>
#include <utility>

namespace macadam {
namespace {

QString tr(const char* text) {
  return QCoreApplication::translate("TrainAgainQuestion", text);
}

QString beginningText(const RunSpec& spec) {
  const std::string& from = spec.networks.studentFrom;
  if (from.empty()) return tr("Its networks begin anew.");
  return tr("Its student begins with what that of %1 has learned.").arg(nameWithoutDate(RunFolder(from)));
}

QString splitText(const ProjectDocument& document) {
  if (document.project().activeSplit.empty()) return tr("A split is drawn when it starts.");
  const Split& split = document.split();
  const auto count = [](const std::vector<std::string>& tiles) { return QLocale().toString(qulonglong(tiles.size())); };
  return tr("Split “%1”: %2 labelled, %3 unlabelled, %4 to validate, %5 to test.")
      .arg(QString::fromStdString(split.name), count(split.labelled), count(split.unlabelled), count(split.validation),
           count(split.test));
}

QString labelsText(const ProjectDocument& document) {
  const std::string labels = document.project().labels().string() + '/';
  const auto isDrawnOn = [&](const std::string& id) {
    const Sample* sample = document.dataset()->find(id);
    return sample != nullptr && sample->mask.string().starts_with(labels);
  };
  const auto drawn = std::ranges::count_if(document.split().labelled, isDrawnOn);
  if (drawn == 0) return tr("Labels as they are now, none of them drawn on in this project.");
  if (drawn == 1) return tr("Labels as they are now; one of the labelled tiles was drawn on in this project.");
  return tr("Labels as they are now; of the labelled tiles %1 were drawn on in this project.")
      .arg(QLocale().toString(qlonglong(drawn)));
}

}  // namespace

QString trainAgainText(const RunSpec& spec, const ProjectDocument& document) {
  return QStringList{beginningText(spec), splitText(document), labelsText(document)}.join('\n');
}

void askToTrainAgain(const RunSpec& spec, const ProjectDocument& document, const QString& start, QWidget& parent,
                     std::function<void()> then) {
  auto* question =
      new QMessageBox(QMessageBox::Question, tr("Train again"),
                      tr("Train %1 again?").arg(QString::fromStdString(spec.name)), QMessageBox::Cancel, &parent);
  question->setAttribute(Qt::WA_DeleteOnClose);
  question->setInformativeText(trainAgainText(spec, document));
  QPushButton* yes = question->addButton(start, QMessageBox::AcceptRole);
  question->setDefaultButton(yes);
  QObject::connect(question, &QMessageBox::buttonClicked, &parent,
                   [yes, then = std::move(then)](const QAbstractButton* pressed) {
                     if (pressed == yes) then();
                   });
  QObject::connect(&document, &QObject::destroyed, question, &QDialog::reject);
  question->open();
}

}  // namespace macadam
