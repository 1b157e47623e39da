#include "ui/shell/message_strip.h"

#include "ui/widgets/theme.h"
#include "ui/widgets/window_words.h"

#include <QHBoxLayout>
#include <QPainter>
#include <utility>

namespace macadam {
namespace {

constexpr int kListHeight = 140;
constexpr int kLongestList = 500;  ///< Problems; the rest is counted.
constexpr int kIconSize = 18;

QColor colourOf(MessageKind kind) {
  const ThemeColours& colours = Theme::instance().colours();
  switch (kind) {
    case MessageKind::Info:
      return colours.accent;
    case MessageKind::Warning:
      return colours.warning;
    case MessageKind::Error:
      return colours.error;
  }
  return colours.accent;
}

QLabel* textLabel(const QString& markup, QWidget* parent) {
  auto* label = new QLabel(markup, parent);
  label->setTextFormat(Qt::RichText);
  label->setWordWrap(true);
  label->setTextInteractionFlags(Qt::TextSelectableByMouse);
  return label;
}

QString sentence(QString text) {
  if (!text.isEmpty()) text[0] = text[0].toUpper();
  return text.isEmpty() || text.endsWith('.') ? text : text + ".";
}

}  // namespace

QString problemMarkup(const Problem& told) {
  const Problem problem = inWindowWords(told);
  const QString where = QString::fromStdString(problem.where).toHtmlEscaped();
  const QString what = QString::fromStdString(problem.what).toHtmlEscaped();
  const QString remedy = sentence(QString::fromStdString(problem.remedy)).toHtmlEscaped();
  const QString text = where.isEmpty() ? sentence(what) : QString("<b>%1</b> %2.").arg(where, what);
  return remedy.isEmpty() ? text : text + " " + remedy;
}

MessageStrip::MessageStrip(Message message, QWidget* parent)
    : QFrame(parent), message_(std::move(message)), icon_(new QLabel(this)) {
  setAccessibleName(message_.title);
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(14, 8, 8, 8);
  row->setSpacing(10);
  row->addWidget(icon_, 0, Qt::AlignTop);
  row->addWidget(makeText(), 1);
  for (const MessageAction& action : message_.actions) {
    auto* button = new QPushButton(action.text, this);
    button->setToolTip(action.hint);
    row->addWidget(button, 0, Qt::AlignTop);
    connect(button, &QPushButton::clicked, this, [this, act = action.act] {
      Q_EMIT finished();
      act();
    });
  }
  auto* close = new QToolButton(this);
  close->setAutoRaise(true);
  close->setIcon(Theme::instance().icon("close"));
  close->setToolTip(tr("Dismiss"));
  close->setAccessibleName(tr("Dismiss: %1").arg(message_.title));
  row->addWidget(close, 0, Qt::AlignTop);
  connect(close, &QToolButton::clicked, this, &MessageStrip::dismiss);
  connect(&Theme::instance(), &Theme::changed, this, &MessageStrip::tint);
  tint();
}

void MessageStrip::dismiss() {
  const auto dismissed = message_.dismissed;
  Q_EMIT finished();
  if (dismissed) dismissed();
}

QWidget* MessageStrip::makeText() {
  auto* text = new QWidget(this);
  auto* column = new QVBoxLayout(text);
  column->setContentsMargins(0, 1, 0, 0);
  column->setSpacing(3);
  auto* title = new QLabel(message_.title, text);
  QFont bold = title->font();
  bold.setBold(true);
  title->setFont(bold);
  title->setWordWrap(true);
  column->addWidget(title);
  if (!message_.detail.isEmpty()) column->addWidget(textLabel(message_.detail.toHtmlEscaped(), text));
  if (!message_.problems.isEmpty()) column->addWidget(textLabel(problemMarkup(message_.problems.first()), text));
  if (message_.problems.size() < 2) return text;
  more_ = new QToolButton(text);
  more_->setAutoRaise(true);
  more_->setCheckable(true);
  more_->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
  more_->setArrowType(Qt::RightArrow);
  more_->setText(tr("%n more", nullptr, static_cast<int>(message_.problems.size()) - 1));
  column->addWidget(more_);
  connect(more_, &QToolButton::toggled, this, [this, column](bool open) {
    more_->setArrowType(open ? Qt::DownArrow : Qt::RightArrow);
    if (list_ == nullptr) {
      list_ = makeProblemList();
      column->addWidget(list_);
    }
    list_->setVisible(open);
  });
  return text;
}

QScrollArea* MessageStrip::makeProblemList() {
  QStringList lines;
  for (const Problem& problem : message_.problems.mid(1, kLongestList)) lines.append(problemMarkup(problem));
  const qsizetype left = message_.problems.size() - 1 - lines.size();
  if (left > 0) lines.append(tr("… and %n more", nullptr, static_cast<int>(left)));
  auto* area = new QScrollArea(this);
  QLabel* label =
      textLabel("<p style='margin:0 0 4px 0'>" + lines.join("</p><p style='margin:0 0 4px 0'>") + "</p>", area);
  label->setAlignment(Qt::AlignTop | Qt::AlignLeft);
  area->setWidget(label);
  area->setWidgetResizable(true);
  area->setFrameShape(QFrame::NoFrame);
  area->viewport()->setAutoFillBackground(false);
  label->setAutoFillBackground(false);
  area->setFixedHeight(std::min(kListHeight, label->heightForWidth(600) + 8));
  return area;
}

void MessageStrip::tint() {
  const auto* name = message_.kind == MessageKind::Info ? "info" : "warning";
  QPixmap symbol = Theme::instance().icon(name).pixmap(QSize(kIconSize, kIconSize), devicePixelRatioF());
  QPainter painter(&symbol);
  painter.setCompositionMode(QPainter::CompositionMode_SourceIn);
  painter.fillRect(symbol.rect(), colourOf(message_.kind));
  painter.end();
  icon_->setPixmap(symbol);
  update();
}

void MessageStrip::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  QColor wash = colourOf(message_.kind);
  painter.fillRect(rect(), palette().color(QPalette::Base));
  wash.setAlphaF(Theme::instance().isDark() ? 0.16F : 0.09F);
  painter.fillRect(rect(), wash);
  painter.fillRect(QRect(0, 0, 3, height()), colourOf(message_.kind));
  painter.fillRect(QRect(0, height() - 1, width(), 1), Theme::instance().colours().border);
}

}  // namespace macadam
