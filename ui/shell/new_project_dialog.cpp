#include "ui/shell/new_project_dialog.h"

#include "base/parallel.h"
#include "ui/data/mask_dialog.h"
#include "ui/data/mask_value_preview.h"
#include "ui/widgets/last_folder.h"
#include "ui/widgets/theme.h"

#include <QDialogButtonBox>
#include <QDir>
#include <QFileDialog>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QSignalBlocker>
#include <QStandardPaths>
#include <QVBoxLayout>

namespace macadam {
namespace {

constexpr int kSettleMilliseconds = 350;
constexpr int kCheckWorkers = 2;

QString projectsFolder() {
  return QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation) + "/Macadam";
}

}  // namespace

NewProjectDialog::NewProjectDialog(Jobs& jobs, const QString& images, QWidget* parent)
    : QDialog(parent),
      jobs_(jobs),
      images_(new QLineEdit(images, this)),
      folder_(new QLineEdit(this)),
      tileSize_(new QSpinBox(this)),
      facts_(new FolderFactsPanel(this)),
      obstacle_(new QLabel(this)),
      create_(new QPushButton(tr("Create project"), this)) {
  setWindowTitle(tr("New project"));
  settle_.setSingleShot(true);
  settle_.setInterval(kSettleMilliseconds);
  connect(&settle_, &QTimer::timeout, this, [this] { look(tileSizeIsOwn_ ? tileSize_->value() : 0); });

  auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
  buttons->addButton(create_, QDialogButtonBox::AcceptRole);
  cancel_ = buttons->button(QDialogButtonBox::Cancel);
  create_->setObjectName("createProject");
  create_->setDefault(true);
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  connect(create_, &QPushButton::clicked, this, &NewProjectDialog::create);
  connect(&facts_->masks(), &MaskLine::choiceWished, this, &NewProjectDialog::chooseMasks);
  connect(&facts_->bands(), &BandChoice::changed, this, [this] {
    choices_.bands = bandsFromText(facts_->bands().bands()).value_or(BandOrder{});
    settle_.start();
  });
  obstacle_->setWordWrap(true);

  auto* line = new QFrame(this);
  line->setFrameShape(QFrame::HLine);
  line->setForegroundRole(QPalette::Mid);
  line->setFrameShadow(QFrame::Plain);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(20, 18, 20, 16);
  column->setSpacing(12);
  column->addWidget(makeForm());
  column->addWidget(line);
  column->addWidget(facts_, 1);
  column->addWidget(obstacle_);
  column->addWidget(buttons);
  resize(720, 560);
  imagesChanged();
}

NewProjectDialog::~NewProjectDialog() {
  looking_.cancel();
  checking_.cancel();
}

QWidget* NewProjectDialog::makeForm() {
  auto* widget = new QWidget(this);
  auto* form = new QFormLayout(widget);
  form->setContentsMargins(0, 0, 0, 0);
  form->setHorizontalSpacing(14);
  form->setVerticalSpacing(8);

  images_->setObjectName("imagesFolder");
  images_->setAccessibleName(tr("Images folder"));
  images_->setPlaceholderText(tr("A folder of aerial tiles, with or without masks"));
  images_->setToolTip(tr("Any known layout is recognised. The folder is only read, never written to."));
  connect(images_, &QLineEdit::textChanged, this, &NewProjectDialog::imagesChanged);

  tileSize_->setObjectName("tileSize");
  tileSize_->setAccessibleName(tr("Tile size"));
  tileSize_->setRange(32, 8192);
  tileSize_->setSingleStep(32);
  tileSize_->setValue(512);
  tileSize_->setSuffix(tr(" pixels"));
  tileSize_->setToolTip(tr("Pictures larger than one and a half tiles are cut into tiles of this side."));
  connect(tileSize_, &QSpinBox::valueChanged, this, [this] {
    tileSizeIsOwn_ = true;
    settle_.start();
  });

  folder_->setObjectName("projectFolder");
  folder_->setAccessibleName(tr("Project folder"));
  folder_->setToolTip(tr("Splits, edited masks and runs are kept here."));
  connect(folder_, &QLineEdit::textEdited, this, [this] { folderIsOwn_ = true; });
  connect(folder_, &QLineEdit::textChanged, this, &NewProjectDialog::refresh);

  auto* size = new QHBoxLayout;
  size->setSpacing(10);
  size->addWidget(tileSize_);
  auto* hint = new QLabel(tr("Larger pictures are cut into tiles of this side."), widget);
  hint->setForegroundRole(QPalette::PlaceholderText);
  size->addWidget(hint, 1);
  form->addRow(tr("&Images"), makePathRow(images_, tr("Choose the folder of images")));
  form->addRow(tr("&Tile size"), size);
  form->addRow(tr("&Project folder"), makePathRow(folder_, tr("Choose a folder for the project")));
  qobject_cast<QLabel*>(form->itemAt(0, QFormLayout::LabelRole)->widget())->setBuddy(images_);
  qobject_cast<QLabel*>(form->itemAt(1, QFormLayout::LabelRole)->widget())->setBuddy(tileSize_);
  qobject_cast<QLabel*>(form->itemAt(2, QFormLayout::LabelRole)->widget())->setBuddy(folder_);
  return widget;
}

QWidget* NewProjectDialog::makePathRow(QLineEdit* edit, const QString& question) {
  auto* widget = new QWidget(this);
  auto* row = new QHBoxLayout(widget);
  row->setContentsMargins(0, 0, 0, 0);
  auto* browse = new QPushButton(tr("Choose…"), widget);
  browse->setAccessibleName(question);
  browse->setToolTip(question);
  browse->setAutoDefault(false);
  row->addWidget(edit, 1);
  row->addWidget(browse);
  connect(browse, &QPushButton::clicked, this, [this, edit, question] {
    const LastFolder places = edit == folder_ ? LastFolder("projects", projectsFolder()) : LastFolder("images");
    const QString typed = edit->text().trimmed();
    const bool isThere = !typed.isEmpty() && QDir(typed).exists();
    const QString chosen = QFileDialog::getExistingDirectory(this, question, isThere ? typed : places.path());
    if (chosen.isEmpty()) return;
    places.remember(QFileInfo(chosen).path());  // beside it lie the others
    if (edit == folder_) folderIsOwn_ = true;
    edit->setText(chosen);
  });
  return widget;
}

void NewProjectDialog::imagesChanged() {
  usable_ = false;
  tileSizeIsOwn_ = false;
  choices_ = {};
  leaveCheck();
  looking_.cancel();
  if (images_->text().trimmed().isEmpty()) {
    settle_.stop();
    facts_->showNothing(
        tr("Choose a folder of images to see what Macadam finds in it. Nothing is written before you "
           "press Create project."));
  } else {
    facts_->showLooking();
    settle_.start();
  }
  suggestFolder();
  refresh();
}

void NewProjectDialog::look(int tileSize) {
  usable_ = false;
  leaveCheck();
  looking_.cancel();
  refresh();
  const std::string images = images_->text().trimmed().toStdString();
  looking_ = jobs_.start<FolderFacts>(
      tr("Looking into the folder"), this,
      [images, tileSize, choices = choices_](QPromise<FolderFacts>& promise) {
        promise.addResult(lookAtFolder(images, tileSize, choices));
      },
      [this](const FolderFacts& facts) { showFacts(facts); },
      [this](const QList<Problem>& problems) { facts_->showProblems(tr("No images that can be used"), problems); });
  facts_->showLooking(jobs_.running().last().watcher);
}

void NewProjectDialog::showFacts(const FolderFacts& facts) {
  usable_ = true;
  if (!tileSizeIsOwn_) {
    const QSignalBlocker quiet(tileSize_);
    tileSize_->setValue(facts.suggestedTileSize);
  }
  masks_ = facts.dataset->masks;
  samples_ = samplesToLookAt(*facts.dataset);
  facts_->showFacts(facts);
  facts_->bands().setBands(facts.bandCount, toText(choices_.bands));
  startCheck();
  refresh();
}

void NewProjectDialog::startCheck() {
  const std::string images = images_->text().trimmed().toStdString();
  checking_ = jobs_.startLong<DataReport>(
      tr("Checking images"), this,
      [images, tileSize = tileSize_->value(), choices = choices_](QPromise<DataReport>& promise) {
        promise.addResult(checkData(images, tileSize, kCheckWorkers, progressOf(promise), choices));
      },
      [this](DataReport report) {
        facts_->showReport(report);
        contents_ = std::move(report.contents);
      },
      [this](const QList<Problem>& problems) {
        usable_ = false;
        facts_->showProblems(tr("No images that can be used"), problems);
        refresh();
      });
  facts_->showChecking(jobs_.running().last().watcher);
}

void NewProjectDialog::chooseMasks() {
  auto* dialog = new MaskDialog(masks_, samples_, this);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  connect(dialog, &QDialog::accepted, this, [this, dialog] {
    choices_.maskValues = dialog->rule().toStdString();
    look(tileSizeIsOwn_ ? tileSize_->value() : 0);
  });
  dialog->open();
}

void NewProjectDialog::leaveCheck() {
  checking_.cancel();
  contents_.clear();
  facts_->showCheckLeftOut();
}

/// Beside other projects, by the name of the images' folder.
void NewProjectDialog::suggestFolder() {
  if (folderIsOwn_) return;
  const QString name = QDir(images_->text().trimmed()).dirName();
  if (images_->text().trimmed().isEmpty() || name.isEmpty()) {
    folder_->clear();
    return;
  }
  QString folder = projectsFolder() + "/" + name;
  for (int i = 2; QDir(folder).exists(); ++i) folder = QString("%1/%2 %3").arg(projectsFolder(), name).arg(i);
  folder_->setText(folder);
}

void NewProjectDialog::refresh() {
  const QString obstacle = usable_ ? obstacleFor(folder(), images_->text().trimmed()) : QString();
  QPalette colours = palette();
  colours.setColor(QPalette::WindowText, Theme::instance().colours().error);
  obstacle_->setPalette(colours);
  obstacle_->setText(obstacle);
  obstacle_->setVisible(!obstacle.isEmpty());
  create_->setEnabled(usable_ && obstacle.isEmpty() && !creating_);
  create_->setToolTip(creating_                             ? tr("The project is being written.")
                      : images_->text().trimmed().isEmpty() ? tr("Choose a folder of images first.")
                      : !usable_ ? tr("What the folder holds is not known yet, or cannot be used.")
                                 : obstacle);
  cancel_->setEnabled(!creating_);
}

void NewProjectDialog::reject() {
  if (!creating_) QDialog::reject();
}

void NewProjectDialog::create() {
  NewProject wanted{folder().toStdString(), images_->text().trimmed().toStdString(),
                    tileSize_->value(),     contents_,
                    choices_.maskValues,    toText(choices_.bands)};
  checking_.cancel();
  facts_->showCheckLeftOut();
  creating_ = true;
  create_->setText(tr("Creating…"));
  refresh();
  jobs_.startWriting<bool>(
      tr("Creating the project"), this,
      [wanted = std::move(wanted)](QPromise<bool>& promise) {
        makeProject(wanted);
        promise.addResult(true);
      },
      [this](bool) { accept(); },
      [this](const QList<Problem>& problems) {
        creating_ = false;
        create_->setText(tr("Create project"));
        facts_->showProblems(tr("The project could not be created"), problems);
        refresh();
      });
}

}  // namespace macadam
