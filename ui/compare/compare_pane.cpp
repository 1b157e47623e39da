#include "ui/compare/compare_pane.h"

#include "ui/canvas/picture_canvas.h"
#include "ui/compare/legend_bar.h"
#include "ui/compare/source_box.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/per_cent.h"
#include "ui/widgets/score_text.h"
#include "ui/widgets/theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>
#include <iterator>
#include <vector>

namespace macadam {
namespace {

QToolButton* headerButton(const QString& icon, const QString& name, const QString& tip) {
  auto* button = new QToolButton;
  button->setIcon(Theme::instance().icon(icon));
  button->setAutoRaise(true);
  button->setAccessibleName(name);
  button->setToolTip(tip);
  button->setFocusPolicy(Qt::TabFocus);
  return button;
}

/// The whole title and its run, which the box may not have the room for.
QString tipOf(const CompareSource* source, const QString& otherwise) {
  if (source == nullptr || source->group.isEmpty()) return otherwise;
  return source->title + '\n' + source->group;
}

/// What is told in a line, and what is drawn as a curve besides.
std::vector<const Measure*> measuresInFull() {
  std::vector<const Measure*> measures(kToldMeasures.begin(), kToldMeasures.end());
  std::ranges::copy_if(kCurveMeasures, std::back_inserter(measures), [](const Measure* each) { return !each->isTold; });
  return measures;
}

QString meaningOfScores() {
  QStringList names;
  for (const Measure* measure : measuresInFull()) names.append(measure->spelt);
  const QString last = names.takeLast();
  return ComparePane::tr("Of this tile in per cent: %1 and %2 of road").arg(names.join(", "), last);
}

}  // namespace

ComparePane::ComparePane(SharedCamera& camera, QWidget* parent)
    : QFrame(parent),
      number_(new QLabel),
      sourceBox_(new SourceBox),
      curtainBox_(new SourceBox),
      curtainButton_(headerButton("curtain", tr("Curtain"), tr("Swipe between this and a second source"))),
      closeButton_(headerButton("close", tr("Close pane"), tr("Close this pane"))),
      scores_(new ElidedLabel),
      scale_(new LegendBar),
      canvas_(new PictureCanvas(camera)) {
  sourceBox_->setAccessibleName(tr("Source"));
  curtainBox_->setAccessibleName(tr("Source behind the curtain"));
  curtainBox_->hide();
  curtainButton_->setCheckable(true);
  number_->setAlignment(Qt::AlignCenter);
  number_->setFixedWidth(16);
  QFont small = scores_->font();
  small.setPointSizeF(small.pointSizeF() * 0.92);
  scores_->setFont(small);
  scores_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
  scale_->setFont(small);
  scale_->setFixedHeight(QFontMetrics(small).height());  // so that pictures stay beside each other
  scale_->setEntries({disagreementScale()});
  scale_->hide();

  auto* header = new QHBoxLayout;
  header->setContentsMargins(6, 4, 4, 0);
  header->setSpacing(4);
  header->addWidget(number_);
  header->addWidget(sourceBox_, 1);
  header->addWidget(curtainBox_, 1);
  header->addWidget(curtainButton_);
  header->addWidget(closeButton_);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(1, 2, 1, 1);
  layout->setSpacing(2);
  layout->addLayout(header);
  auto* line = new QHBoxLayout;
  line->setContentsMargins(27, 0, 6, 2);
  line->setSpacing(8);
  line->addWidget(scores_, 1);
  line->addWidget(scale_);
  layout->addLayout(line);
  layout->addWidget(canvas_, 1);

  canvas_->installEventFilter(this);
  sourceBox_->installEventFilter(this);
  connect(sourceBox_, &QComboBox::activated, this, [this] {
    setSource(sourceBox_->chosen());
    Q_EMIT sourceChanged();
  });
  connect(curtainBox_, &QComboBox::activated, this, [this] {
    setCurtainSource(curtainBox_->chosen());
    Q_EMIT sourceChanged();
  });
  connect(curtainButton_, &QToolButton::clicked, this, &ComparePane::toggleCurtain);
  connect(closeButton_, &QToolButton::clicked, this, &ComparePane::closeRequested);
}

void ComparePane::setSource(const std::string& id) {
  source_ = id;
  sourceBox_->choose(id);
  const CompareSource* source = findSource(sources_, id);
  sourceBox_->setToolTip(tipOf(source, tr("What this pane shows")));
  canvas_->setAccessibleName(source == nullptr ? tr("Picture") : source->title);
  showScale();
}

void ComparePane::showScale() {
  const auto disagrees = [this](const std::string& id) {
    const CompareSource* source = findSource(sources_, id);
    return source != nullptr && source->kind == SourceKind::Disagreement;
  };
  scale_->setVisible(disagrees(source_) || disagrees(curtain_));
  scores_->setHidden(disagrees(source_));  // it has none
}

void ComparePane::setCurtainSource(const std::string& id) {
  curtain_ = id;
  showCurtain();
}

void ComparePane::toggleCurtain() {
  if (!curtain_.empty()) {
    setCurtainSource({});
  } else {
    setCurtainSource(source_ == "truth" ? "image" : "truth");
  }
  Q_EMIT activated();
  Q_EMIT sourceChanged();
}

void ComparePane::showCurtain() {
  curtainButton_->setChecked(!curtain_.empty());
  curtainBox_->setVisible(!curtain_.empty());
  curtainBox_->choose(curtain_);
  curtainBox_->setToolTip(tipOf(findSource(sources_, curtain_), tr("What is right of the divider")));
  showScale();
}

void ComparePane::setShortTitles(const QString& source, const QString& curtain) {
  sourceBox_->setShortText(source);
  curtainBox_->setShortText(curtain);
}

void ComparePane::setSources(const std::vector<CompareSource>& sources) {
  sources_ = sources;
  sourceBox_->setSources(sources, source_);
  curtainBox_->setSources(sources, curtain_);
  setSource(source_);
}

void ComparePane::setNumber(int number) {
  number_->setText(QString::number(number));
  number_->setToolTip(tr("Hold %1 to see this source in the chosen pane").arg(number));
}

void ComparePane::setClosable(bool closable) {
  closeButton_->setVisible(closable);
}

void ComparePane::setCurrent(bool current) {
  current_ = current;
  QFont font = number_->font();
  font.setBold(current);
  number_->setFont(font);
  update();
}

void ComparePane::setScores(const std::optional<RoadMetrics>& metrics, const QString& text) {
  wholeLine_ = briefLine_ = text;
  if (metrics) {
    const auto line = [&](std::span<const Measure* const> measures) {
      return scoreText(
          *metrics, measures, [](const std::optional<double>& share) { return perCentNumber(share); },
          QStringLiteral("   "), &Measure::brief);
    };
    briefLine_ = line(kToldMeasures);
    wholeLine_ = line(measuresInFull());
  }
  showScoreLine();
}

void ComparePane::showScoreLine() {
  const auto fits = [this](const QString& line) {
    return scores_->fontMetrics().horizontalAdvance(line) <= scores_->width();
  };
  scores_->setText(fits(wholeLine_) ? wholeLine_ : briefLine_);
  scores_->setToolTip(wholeLine_ == briefLine_ ? wholeLine_ : wholeLine_ + '\n' + meaningOfScores());
}

/// Its own width has changed by then: the layout came first.
void ComparePane::resizeEvent(QResizeEvent* event) {
  QFrame::resizeEvent(event);
  layout()->activate();
  showScoreLine();
}

bool ComparePane::eventFilter(QObject* watched, QEvent* event) {
  if (event->type() == QEvent::FocusIn || event->type() == QEvent::MouseButtonPress) Q_EMIT activated();
  return QFrame::eventFilter(watched, event);
}

void ComparePane::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  const ThemeColours& colours = Theme::instance().colours();
  painter.fillRect(rect(), colours.raised);
  painter.setPen(current_ ? colours.accent : colours.border);
  painter.drawRect(rect().adjusted(0, 0, -1, -1));
  if (current_) painter.fillRect(QRect(0, 0, width(), 2), colours.accent);
}

}  // namespace macadam
