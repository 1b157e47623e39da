#include "ui/shell/start_page.h"

#include "ui/widgets/theme.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

namespace macadam {
namespace {

constexpr int kColumnWidth = 340;
constexpr int kPageWidth = 860;

QPushButton* buttonFor(QAction& action, QWidget* parent) {
  auto* button = new QPushButton(action.icon(), QString(action.text()).remove("…"), parent);
  button->setToolTip(action.statusTip());
  button->setStatusTip(action.statusTip());
  button->setMinimumHeight(34);
  QObject::connect(button, &QPushButton::clicked, &action, &QAction::trigger);
  QObject::connect(&action, &QAction::changed, button, [button, &action] { button->setEnabled(action.isEnabled()); });
  return button;
}

QLabel* muted(const QString& text, QWidget* parent) {
  auto* label = new QLabel(text, parent);
  label->setForegroundRole(QPalette::PlaceholderText);
  label->setWordWrap(true);
  return label;
}

QLabel* heading(const QString& text, QWidget* parent) {
  auto* label = new QLabel(text, parent);
  QFont font = label->font();
  font.setBold(true);
  label->setFont(font);
  return label;
}

}  // namespace

StartPage::StartPage(RecentProjects& recent, QAction& newProject, QAction& openProject, QAction& demo, QWidget* parent)
    : QWidget(parent) {
  setAccessibleName(tr("Start"));
  auto* middle = new QWidget(this);
  middle->setMaximumWidth(kPageWidth);
  auto* columns = new QHBoxLayout;
  columns->setSpacing(36);
  columns->addWidget(makeBeginnings(newProject, openProject, demo));
  columns->addWidget(makeRecent(recent), 1);
  auto* column = new QVBoxLayout(middle);
  column->setContentsMargins(24, 48, 24, 24);
  column->setSpacing(28);
  column->addWidget(makeHead());
  column->addLayout(columns, 1);
  auto* row = new QHBoxLayout(this);
  row->addStretch(1);
  row->addWidget(middle, 20);
  row->addStretch(1);
  connect(&recent, &RecentProjects::changed, this, [this, &recent] { refreshRecent(recent); });
  refreshRecent(recent);
}

QWidget* StartPage::makeHead() {
  auto* head = new QWidget(this);
  auto* row = new QHBoxLayout(head);
  row->setContentsMargins(0, 0, 0, 0);
  row->setSpacing(16);
  auto* symbol = new QLabel(head);
  symbol->setPixmap(QIcon(":/icons/macadam.svg").pixmap(QSize(56, 56), devicePixelRatioF()));
  auto* words = new QVBoxLayout;
  words->setSpacing(2);
  auto* name = new QLabel(tr("Macadam"), head);
  QFont large = name->font();
  large.setPointSizeF(large.pointSizeF() * 2.0);
  large.setWeight(QFont::DemiBold);
  name->setFont(large);
  words->addWidget(name);
  words->addWidget(muted(tr("Find roads in aerial pictures with few labelled tiles and many without labels."), head));
  row->addWidget(symbol);
  row->addLayout(words, 1);
  return head;
}

QWidget* StartPage::makeBeginnings(QAction& newProject, QAction& openProject, QAction& demo) {
  auto* widget = new QWidget(this);
  widget->setFixedWidth(kColumnWidth);
  auto* column = new QVBoxLayout(widget);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(6);
  column->addWidget(heading(tr("Begin"), widget));
  QPushButton* create = buttonFor(newProject, widget);
  column->addWidget(create);
  column->addWidget(muted(tr("Choose a folder of tiles; see what is in it first."), widget));
  column->addSpacing(10);
  column->addWidget(buttonFor(openProject, widget));
  column->addWidget(muted(tr("Or drop a folder anywhere on this window."), widget));
  column->addSpacing(10);
  demoButton_ = buttonFor(demo, widget);
  demoJob_ = new JobRow(widget, JobRowShape::TwoLines);
  demoJob_->hide();
  column->addWidget(demoButton_);
  column->addWidget(demoJob_);
  column->addWidget(muted(tr("Invented scenes with exact masks, drawn in a moment. Nothing to download."), widget));
  column->addStretch();
  return widget;
}

QWidget* StartPage::makeRecent(RecentProjects& recent) {
  auto* widget = new QWidget(this);
  auto* column = new QVBoxLayout(widget);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(6);
  column->addWidget(heading(tr("Recent projects"), widget));
  list_ = new RecentList(recent, widget);
  noRecent_ = muted(tr("Projects that you open appear here."), widget);
  noRecent_->setAlignment(Qt::AlignTop | Qt::AlignLeft);
  column->addWidget(list_, 1);
  column->addWidget(noRecent_, 1);
  connect(list_, &RecentList::openRequested, this, &StartPage::openRequested);
  return widget;
}

void StartPage::refreshRecent(const RecentProjects& recent) {
  list_->setVisible(!recent.projects().isEmpty());
  noRecent_->setVisible(recent.projects().isEmpty());
}

void StartPage::showDemoJob(const QString& title, QFutureWatcherBase* watcher) {
  demoJob_->follow({title, watcher});
  demoJob_->setVisible(watcher != nullptr);
  demoButton_->setVisible(watcher == nullptr);
}

}  // namespace macadam
