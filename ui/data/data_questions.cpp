#include "ui/data/data_questions.h"

#include "ui/data/band_choice.h"
#include "ui/data/mask_dialog.h"
#include "ui/data/mask_value_preview.h"
#include "ui/data/split_comparison.h"
#include "ui/data/split_editor.h"
#include "ui/data/tile_browser.h"
#include "ui/widgets/muted_label.h"
#include "ui/widgets/notice_bar.h"

#include <QDialog>
#include <QDialogButtonBox>
#include <QFileInfo>
#include <QInputDialog>
#include <QMessageBox>
#include <QVBoxLayout>

namespace macadam {

DataQuestions::DataQuestions(TileBrowser& browser, SplitEditor& editor, QWidget& page)
    : QObject(&page), browser_(browser), editor_(editor), page_(page) {}

void DataQuestions::askName() {
  QString name = document_->unusedSplitName(QString::fromStdString(document_->project().activeSplit));
  for (QString objection; true;) {
    bool isAccepted = false;
    const QString question =
        tr("Name of the new split, which begins as a copy:") + (objection.isEmpty() ? QString() : "\n" + objection);
    name = QInputDialog::getText(&page_, tr("New split"), question, QLineEdit::Normal, name, &isAccepted);
    if (!isAccepted || !document_) return;
    objection = editor_.objectionTo(name);
    if (objection.isEmpty()) return editor_.copyAs(name);
  }
}

void DataQuestions::compareSplits() {
  const QStringList names = document_->splitNames();
  if (names.size() < 2) {
    browser_.refusal().show(tr("There is only one split. Make a new one from it, change that, and compare the two."));
    return;
  }
  const QString active = QString::fromStdString(document_->project().activeSplit);
  const QString other = names.front() == active ? names.at(1) : names.front();
  auto* dialog = new SplitComparison(document_->project(), names, other, active, &page_);
  connect(dialog, &SplitComparison::chosen, &browser_, &TileBrowser::select);
  connect(document_, &ProjectDocument::settled, dialog, &SplitComparison::compare);
  connect(document_, &QObject::destroyed, dialog, &QDialog::close);
  dialog->show();
}

void DataQuestions::chooseMasks() {
  auto* dialog = new MaskDialog(document_->dataset()->masks, samplesToLookAt(*document_->dataset()), &page_);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  connect(document_, &QObject::destroyed, dialog, &QDialog::reject);
  connect(dialog, &QDialog::accepted, document_.data(),
          [this, dialog] { document_->setMaskValues(dialog->rule().toStdString()); });
  dialog->open();
}

void DataQuestions::locateData() {
  const QString folder = LastFolder("images").chooseFolder(&page_, tr("Where the pictures are now"));
  if (!folder.isEmpty() && document_ != nullptr) document_->setData(folder.toStdString());
}

void DataQuestions::chooseBands() {
  const int count = bandCountOf(*document_->dataset());
  if (count == 0) return browser_.refusal().show(tr("No picture could be opened."));
  if (count <= 3) return browser_.refusal().show(tr("The pictures have no more than three bands."));
  auto* dialog = new QDialog(&page_);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setWindowTitle(tr("Bands of the pictures"));
  auto* choice = new BandChoice(dialog);
  choice->setBands(count, document_->project().bands);
  auto* buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, dialog);
  auto* column = new QVBoxLayout(dialog);
  column->addWidget(choice);
  column->addWidget(new MutedLabel(tr("Runs that are trained keep the bands that they were trained on."), dialog));
  column->addWidget(buttons);
  connect(buttons, &QDialogButtonBox::accepted, dialog, &QDialog::accept);
  connect(buttons, &QDialogButtonBox::rejected, dialog, &QDialog::reject);
  connect(document_, &QObject::destroyed, dialog, &QDialog::reject);
  connect(dialog, &QDialog::accepted, document_.data(), [this, choice] { document_->setBands(choice->bands()); });
  dialog->open();
}

LastFolder DataQuestions::listsFolder() const {
  return LastFolder("lists", document_->parentFolder());
}

void DataQuestions::askImport() {
  const QString folder = listsFolder().chooseFolder(&page_, tr("Folder with labeled.txt and unlabeled.txt"));
  if (!folder.isEmpty()) editor_.importFrom(folder);
}

void DataQuestions::askExport(ListedMasks masks) {
  const QString folder = listsFolder().chooseFolder(&page_, tr("Folder for labeled.txt and unlabeled.txt"));
  if (folder.isEmpty()) return;
  const bool isThere = QFileInfo::exists(folder + "/labeled.txt") || QFileInfo::exists(folder + "/unlabeled.txt");
  if (isThere && QMessageBox::question(&page_, tr("Replace the lists?"),
                                       tr("%1 holds lists already. Replace them?").arg(folder)) != QMessageBox::Yes) {
    return;
  }
  editor_.exportTo(folder, masks);
}

}  // namespace macadam
