#include "ui/annotate/tool_box.h"

#include "ui/annotate/brush_tool.h"
#include "ui/annotate/cut_tool.h"
#include "ui/annotate/label_session.h"
#include "ui/annotate/line_tool.h"
#include "ui/annotate/path_tool.h"
#include "ui/annotate/point_tools.h"
#include "ui/annotate/polygon_tool.h"
#include "ui/widgets/muted_label.h"
#include "ui/widgets/painted_icon.h"
#include "ui/widgets/theme.h"

#include <QActionGroup>
#include <QDoubleSpinBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QSettings>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QToolButton>
#include <algorithm>
#include <utility>

namespace macadam {
namespace {

constexpr auto kSettings = "annotate";

QString withKey(const QString& text, const QKeySequence& key) {
  return key.isEmpty() ? text : text + " (" + key.toString(QKeySequence::NativeText) + ")";
}

/// A spot of the label's colour; hatched for what is unknown.
class LabelIcon : public PaintedIcon {
 public:
  explicit LabelIcon(Label label) : label_(label) {}

  void paint(QPainter* painter, const QRect& rect, QIcon::Mode, QIcon::State) override {
    painter->setRenderHint(QPainter::Antialiasing);
    const QRectF spot = QRectF(rect).adjusted(3, 3, -3, -3);
    painter->setPen(QPen(Theme::instance().colours().fieldBorder, 1.0));
    if (label_ == Label::Background) {
      painter->setBrush(Qt::NoBrush);
    } else {
      painter->setBrush(QBrush(labelColour(label_), label_ == Label::Unknown ? Qt::BDiagPattern : Qt::SolidPattern));
    }
    painter->drawRoundedRect(spot, 2, 2);
  }

  QIconEngine* clone() const override { return new LabelIcon(label_); }

 private:
  Label label_;
};

QFrame* separator() {
  auto* line = new QFrame;
  line->setFrameShape(QFrame::VLine);
  line->setFixedWidth(1);
  line->setStyleSheet("color: palette(mid)");
  return line;
}

}  // namespace

ToolBox::ToolBox(QWidget* parent)
    : QWidget(parent), group_(new QActionGroup(this)), labels_(new QActionGroup(this)), labelBox_(new QWidget) {
  setAccessibleName(tr("Tools"));
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(0, 0, 0, 0);
  row->setSpacing(2);
  addTool("brush", tr("Brush"), Qt::Key_B, tr("Paint along the pointer"), std::make_unique<BrushTool>(settings_),
          LabelChoice | BrushSize);
  addTool("eraser", tr("Eraser"), Qt::Key_E, tr("Paint background along the pointer"),
          std::make_unique<BrushTool>(settings_, Label::Background), BrushSize);
  addTool("unknown", tr("Unknown brush"), Qt::Key_U,
          tr("Paint what nobody can tell, or what is not to count: no loss and no score counts it"),
          std::make_unique<BrushTool>(settings_, Label::Unknown), BrushSize);
  addTool("line", tr("Road line"), Qt::Key_L, tr("Click along the middle of a road"),
          std::make_unique<LineTool>(settings_), LabelChoice | RoadWidth);
  addTool("path", tr("Road path"), Qt::Key_P,
          tr("Click where a road begins: the best way to the pointer is shown, a click takes it"),
          std::make_unique<PathTool>(settings_), LabelChoice | RoadWidth);
  addTool("polygon", tr("Polygon"), Qt::Key_G, tr("Click the corners of an area"),
          std::make_unique<PolygonTool>(settings_), LabelChoice);
  addTool("fill", tr("Flood fill"), Qt::Key_F, tr("Fill what is joined and of a like colour"),
          std::make_unique<FillTool>(settings_), LabelChoice | Tolerance);
  addTool("cut", tr("Cut out"), Qt::Key_C, tr("Find a road’s borders from a rough stroke (GrabCut)"),
          std::make_unique<CutTool>(settings_), LabelChoice | BrushSize);
  addTool("pick", tr("Pick label"), Qt::Key_I, tr("Paint with the label that is clicked"),
          std::make_unique<PickTool>(settings_), LabelChoice);
  addTool("width", tr("Road as wide as here"), Qt::Key_W, tr("Measure a road’s width, for lines and paths"),
          std::make_unique<WidthTool>(settings_), RoadWidth);
  row->addSpacing(6);
  row->addWidget(separator());
  row->addSpacing(6);
  addLabels(*row);
  addSizes(*row);
  row->addStretch(1);
  restoreState();
}

ToolBox::~ToolBox() = default;

void ToolBox::addTool(const char* name, const QString& text, Qt::Key key, const QString& tip,
                      std::unique_ptr<AnnotateTool> tool, int uses) {
  auto* action = new QAction(Theme::instance().icon(QString("tool-") + name), text, group_);
  action->setObjectName(QString("annotate.") + name);
  action->setCheckable(true);
  action->setShortcut(key);
  action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
  action->setStatusTip(tip);
  action->setToolTip("<b>" + withKey(text, key).toHtmlEscaped() + "</b><br>" + tip.toHtmlEscaped());
  auto* button = new QToolButton;
  button->setDefaultAction(action);
  button->setAutoRaise(true);
  button->setIconSize({18, 18});
  button->setAccessibleName(text);
  layout()->addWidget(button);
  connect(tool.get(), &AnnotateTool::adjusted, this, &ToolBox::showSettings);
  connect(tool.get(), &AnnotateTool::changed, this, &ToolBox::showHint);
  connect(tool.get(), &AnnotateTool::message, this, &ToolBox::message);
  tools_.push_back({action, std::move(tool), uses});
  toolActions_.append(action);
  const std::size_t place = tools_.size() - 1;
  connect(action, &QAction::triggered, this, [this, place] { choose(tools_[place]); });
}

void ToolBox::addLabels(QHBoxLayout& row) {
  auto* labels = new QHBoxLayout(labelBox_);
  labels->setContentsMargins(0, 0, 0, 0);
  labels->setSpacing(0);
  addLabel(*labels, Label::Road, tr("Road"), Qt::Key_1);
  addLabel(*labels, Label::Background, tr("Background"), Qt::Key_2);
  addLabel(*labels, Label::Unknown, tr("Unknown"), Qt::Key_3);
  row.addWidget(labelBox_);
}

void ToolBox::addLabel(QHBoxLayout& row, Label label, const QString& text, Qt::Key key) {
  QAction* action =
      addSetting(("label" + std::to_string(int(key) - int(Qt::Key_0))).c_str(), text, key, tr("Paint with this label"));
  action->setIcon(QIcon(new LabelIcon(label)));
  action->setCheckable(true);
  action->setData(int(label));
  labels_->addAction(action);
  auto* button = new QToolButton;
  button->setDefaultAction(action);
  button->setAutoRaise(true);
  button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
  button->setAccessibleName(text);
  row.addWidget(button);
  connect(action, &QAction::triggered, this, [this, label] { setLabel(label); });
}

void ToolBox::addSizes(QHBoxLayout& row) {
  const auto add = [&row](QLabel* label, QWidget* field) {
    row.addSpacing(8);
    row.addWidget(label);
    row.addSpacing(4);
    row.addWidget(field);
    label->setBuddy(field);
  };
  brush_ = new QDoubleSpinBox;
  brush_->setRange(ToolSettings::kSmallestBrush, ToolSettings::kLargestBrush);
  brush_->setDecimals(0);
  brush_->setSuffix(tr(" px"));
  brush_->setAccessibleName(tr("Size of the brush"));
  brush_->setObjectName("brushSize");
  width_ = new QDoubleSpinBox;
  width_->setDecimals(1);
  width_->setAccessibleName(tr("Width of roads"));
  width_->setObjectName("roadWidth");
  tolerance_ = new QSpinBox;
  tolerance_->setRange(0, 255);
  tolerance_->setAccessibleName(tr("Tolerance"));
  tolerance_->setObjectName("tolerance");
  add(brushLabel_ = new QLabel(tr("Size")), brush_);
  add(widthLabel_ = new QLabel(tr("Width")), width_);
  row.addSpacing(6);
  row.addWidget(pixels_ = new MutedLabel);
  add(toleranceLabel_ = new QLabel(tr("Tolerance")), tolerance_);
  connect(brush_, &QDoubleSpinBox::valueChanged, this, [this](double value) {
    settings_.brushDiameter = value;
    tool().adjust();
  });
  connect(width_, &QDoubleSpinBox::valueChanged, this, [this](double value) {
    settings_.roadWidth =
        std::clamp(value / metresPerPixel_.value_or(1.0), ToolSettings::kNarrowestRoad, ToolSettings::kWidestRoad);
    showSettings();
    tool().adjust();
  });
  connect(tolerance_, &QSpinBox::valueChanged, this, [this](int value) { settings_.tolerance = value; });
  connect(addSetting("larger", tr("Larger"), Qt::Key_BracketRight, tr("A larger brush, a wider road, more tolerance")),
          &QAction::triggered, this, [this] { scale(1.0); });
  connect(
      addSetting("smaller", tr("Smaller"), Qt::Key_BracketLeft, tr("A smaller brush, a narrower road, less tolerance")),
      &QAction::triggered, this, [this] { scale(-1.0); });
}

QAction* ToolBox::addSetting(const char* name, const QString& text, const QKeySequence& key, const QString& tip) {
  auto* action = new QAction(text, this);
  action->setObjectName(QString("annotate.") + name);
  action->setShortcut(key);
  action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
  action->setStatusTip(tip);
  action->setToolTip(withKey(tip, key));
  settingActions_.append(action);
  return action;
}

void ToolBox::scale(double notches) {
  tool().wheel(notches);
}

const ToolBox::Entry& ToolBox::current() const {
  const auto chosen = std::ranges::find(tools_, group_->checkedAction(), &Entry::action);
  return chosen == tools_.end() ? tools_.front() : *chosen;
}

AnnotateTool& ToolBox::tool() const {
  return *current().tool;
}

QString ToolBox::toolName() const {
  return current().action->objectName().section('.', 1);
}

void ToolBox::chooseTool(const QString& name) {
  for (const Entry& entry : tools_) {
    if (entry.action->objectName() == "annotate." + name) choose(entry);
  }
}

void ToolBox::choose(const Entry& entry) {
  entry.action->setChecked(true);
  showSettings();
  Q_EMIT toolChanged(entry.tool.get());
  showHint();
}

void ToolBox::setSession(LabelSession* session) {
  for (const Entry& entry : tools_) entry.tool->setSession(session);
  setMetresPerPixel(session != nullptr ? session->metresPerPixel() : std::nullopt);
}

void ToolBox::setMetresPerPixel(std::optional<double> metres) {
  metresPerPixel_ = metres;
  showSettings();
}

void ToolBox::setLabel(Label label) {
  settings_.label = label;
  showSettings();
  tool().adjust();
}

void ToolBox::showSettings() {
  const int uses = current().uses;
  labelBox_->setEnabled(uses & LabelChoice);
  for (QAction* action : labels_->actions()) action->setChecked(action->data().toInt() == int(settings_.label));
  const auto show = [](QLabel* label, QWidget* field, bool isUsed) {
    label->setVisible(isUsed);
    field->setVisible(isUsed);
  };
  show(brushLabel_, brush_, uses & BrushSize);
  show(widthLabel_, width_, uses & RoadWidth);
  show(toleranceLabel_, tolerance_, uses & Tolerance);
  pixels_->setVisible((uses & RoadWidth) && metresPerPixel_);
  pixels_->setText(tr("%1 px").arg(QLocale().toString(settings_.roadWidth, 'f', 1)));
  const QSignalBlocker quietBrush(brush_), quietWidth(width_), quietTolerance(tolerance_);
  brush_->setValue(settings_.brushDiameter);
  const double unit = metresPerPixel_.value_or(1.0);
  width_->setSuffix(metresPerPixel_ ? tr(" m") : tr(" px"));
  width_->setRange(ToolSettings::kNarrowestRoad * unit, ToolSettings::kWidestRoad * unit);
  width_->setSingleStep(unit < 0.5 ? 0.5 : 1.0);
  width_->setValue(settings_.roadWidth * unit);
  tolerance_->setValue(settings_.tolerance);
}

void ToolBox::showHint() {
  Q_EMIT hintChanged(tool().hint());
}

void ToolBox::saveState() const {
  QSettings settings;
  settings.beginGroup(kSettings);
  settings.setValue("tool", toolName());
  settings.setValue("brush", settings_.brushDiameter);
  settings.setValue("width", settings_.roadWidth);
  settings.setValue("tolerance", settings_.tolerance);
}

void ToolBox::restoreState() {
  const ToolSettings standard;
  QSettings settings;
  settings.beginGroup(kSettings);
  settings_.brushDiameter = std::clamp(settings.value("brush", standard.brushDiameter).toDouble(),
                                       ToolSettings::kSmallestBrush, ToolSettings::kLargestBrush);
  settings_.roadWidth = std::clamp(settings.value("width", standard.roadWidth).toDouble(), ToolSettings::kNarrowestRoad,
                                   ToolSettings::kWidestRoad);
  settings_.tolerance = std::clamp(settings.value("tolerance", standard.tolerance).toInt(), 0, 255);
  choose(tools_.front());
  chooseTool(settings.value("tool").toString());
}

}  // namespace macadam
