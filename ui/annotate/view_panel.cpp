#include "ui/annotate/view_panel.h"

#include "ui/annotate/view_adjust.h"
#include "ui/widgets/elided_combo_box.h"
#include "ui/widgets/muted_label.h"

#include <QCheckBox>
#include <QFormLayout>
#include <QLabel>
#include <QSettings>
#include <QSignalBlocker>
#include <QSlider>
#include <QVBoxLayout>
#include <algorithm>

namespace macadam {
namespace {

constexpr auto kSettings = "annotate";

QString spot(const Colour& colour, const QString& text) {
  return QString("<span style='color:%1'>■</span> %2")
      .arg(QColor(colour.red, colour.green, colour.blue).name(), text.toHtmlEscaped());
}

QLabel* heading(const QString& text) {
  auto* label = new QLabel(text);
  QFont font = label->font();
  font.setBold(true);
  label->setFont(font);
  return label;
}

}  // namespace

ViewPanel::ViewPanel(QWidget* parent)
    : QWidget(parent),
      opacity_(new QSlider(Qt::Horizontal)),
      opacityText_(new MutedLabel),
      outline_(new QCheckBox(tr("Outlines only"))),
      bySource_(new QCheckBox(tr("Colour by who labelled it"))),
      legend_(new MutedLabel),
      reference_(new ElidedComboBox),
      beside_(new QCheckBox(tr("Beside the tile, not over it"))),
      neighbours_(new QCheckBox(tr("Neighbouring tiles"))),
      adjust_(new ViewAdjust) {
  opacity_->setRange(0, 100);
  opacity_->setAccessibleName(tr("Opacity of the labels"));
  opacity_->setToolTip(tr("Hold H to hide the labels for a moment"));
  reference_->setAccessibleName(tr("Reference"));
  reference_->setToolTip(tr("Another mask or a prediction, to look at while labelling"));
  legend_->setText(spot(kRoadColour, tr("as it came")) + "  " + spot(kByHandColour, tr("by hand")) + "  " +
                   spot(kAcceptedColour, tr("accepted")));
  legend_->setWordWrap(true);
  neighbours_->setChecked(true);
  neighbours_->setToolTip(
      tr("Those of the same scene that touch the tile; what is drawn over the seam is drawn there too"));
  auto* opacity = new QHBoxLayout;
  opacity->addWidget(opacity_, 1);
  opacity->addWidget(opacityText_);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(8, 8, 8, 8);
  column->setSpacing(6);
  column->addWidget(heading(tr("Labels")));
  column->addLayout(opacity);
  column->addWidget(outline_);
  column->addWidget(bySource_);
  column->addWidget(legend_);
  column->addSpacing(8);
  column->addWidget(heading(tr("Reference")));
  column->addWidget(reference_);
  column->addWidget(beside_);
  column->addSpacing(8);
  column->addWidget(heading(tr("Picture")));
  column->addWidget(neighbours_);
  column->addWidget(adjust_);
  column->addStretch(1);
  connect(opacity_, &QSlider::valueChanged, this, [this](int value) {
    opacityText_->setText(tr("%1 %").arg(value));
    Q_EMIT lookChanged();
  });
  connect(outline_, &QCheckBox::toggled, this, &ViewPanel::lookChanged);
  connect(bySource_, &QCheckBox::toggled, this, [this](bool on) {
    legend_->setVisible(on);
    Q_EMIT lookChanged();
  });
  connect(reference_, &QComboBox::currentIndexChanged, this, &ViewPanel::referenceChanged);
  connect(beside_, &QCheckBox::toggled, this, &ViewPanel::referenceChanged);
  connect(adjust_, &ViewAdjust::changed, this, &ViewPanel::adjustmentChanged);
  connect(neighbours_, &QCheckBox::toggled, this, &ViewPanel::neighboursChanged);
  legend_->hide();
  setSources({});
  setLook({});
}

LabelLook ViewPanel::look() const {
  return {.opacity = opacity_->value() / 100.0,
          .shape = outline_->isChecked() ? LabelShape::Outlined : LabelShape::Filled,
          .colours = bySource_->isChecked() ? LabelColours::BySource : LabelColours::ByLabel};
}

void ViewPanel::setLook(const LabelLook& look) {
  opacity_->setValue(qRound(look.opacity * 100));
  outline_->setChecked(look.shape == LabelShape::Outlined);
  bySource_->setChecked(look.colours == LabelColours::BySource);
}

DisplayAdjustment ViewPanel::adjustment() const {
  return adjust_->adjustment();
}

void ViewPanel::setSources(const std::vector<CompareSource>& sources) {
  const std::string chosen = reference();
  {
    const QSignalBlocker quiet(reference_);
    reference_->clear();
    reference_->addItem(tr("None"), QString());
    reference_->addItem(tr("The labels before they were edited here"), QString(kBefore));
    for (const CompareSource& source : sources) {
      if (!source.isScored()) continue;
      reference_->addItem(source.title + " – " + source.group, QString::fromStdString(source.id));
    }
    reference_->setCurrentIndex(std::max(0, reference_->findData(QString::fromStdString(chosen))));
  }
  if (reference() != chosen) Q_EMIT referenceChanged();
}

std::string ViewPanel::reference() const {
  return reference_->currentData().toString().toStdString();
}

ReferencePlace ViewPanel::place() const {
  return beside_->isChecked() ? ReferencePlace::Beside : ReferencePlace::Over;
}

bool ViewPanel::showsNeighbours() const {
  return neighbours_->isChecked();
}

void ViewPanel::saveState() const {
  QSettings settings;
  settings.beginGroup(kSettings);
  settings.setValue("opacity", look().opacity);
  settings.setValue("outline", outline_->isChecked());
  settings.setValue("bySource", bySource_->isChecked());
  settings.setValue("beside", beside_->isChecked());
  settings.setValue("neighbours", neighbours_->isChecked());
}

void ViewPanel::restoreState() {
  QSettings settings;
  settings.beginGroup(kSettings);
  setLook({.opacity = std::clamp(settings.value("opacity", LabelLook().opacity).toDouble(), 0.0, 1.0),
           .shape = settings.value("outline").toBool() ? LabelShape::Outlined : LabelShape::Filled,
           .colours = settings.value("bySource").toBool() ? LabelColours::BySource : LabelColours::ByLabel});
  beside_->setChecked(settings.value("beside").toBool());
  neighbours_->setChecked(settings.value("neighbours", true).toBool());
}

}  // namespace macadam
