#include "ui/widgets/theme.h"

#include "ui/widgets/painted_icon.h"

#include <QApplication>
#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusVariant>
#include <QFile>
#include <QPainter>
#include <QPalette>
#include <QPlainTextEdit>
#include <QProxyStyle>
#include <QStyleOption>
#include <QSvgRenderer>
#include <QTextEdit>
#include <array>

/// A static library's resources are linked where someone asks for them; outside every namespace by Qt's rule.
static void loadResources() {
  Q_INIT_RESOURCE(macadam);
}

namespace macadam {
namespace {

constexpr auto kPortalService = "org.freedesktop.portal.Desktop";
constexpr auto kPortalPath = "/org/freedesktop/portal/desktop";
constexpr auto kPortalSettings = "org.freedesktop.portal.Settings";
constexpr auto kAppearanceSpace = "org.freedesktop.appearance";

/// What the desktop's settings portal says: 1 prefers dark, 2 light, 0 has no wish.
int portalColourScheme() {
  QDBusMessage call = QDBusMessage::createMethodCall(kPortalService, kPortalPath, kPortalSettings, "Read");
  call << QString(kAppearanceSpace) << QString("color-scheme");
  constexpr int kTimeoutMilliseconds = 200;
  const QDBusMessage reply = QDBusConnection::sessionBus().call(call, QDBus::Block, kTimeoutMilliseconds);
  if (reply.type() != QDBusMessage::ReplyMessage || reply.arguments().isEmpty()) return 0;
  QVariant value = reply.arguments().constFirst();
  while (value.canConvert<QDBusVariant>()) value = value.value<QDBusVariant>().variant();
  return value.toInt();
}

bool systemPrefersDark() {
  if (QDBusConnection::sessionBus().isConnected()) {
    if (const int scheme = portalColourScheme(); scheme != 0) return scheme == 1;
  }
  static const bool startedDark = QApplication::palette().window().color().lightness() < 128;
  return startedDark;
}

QPalette paletteOf(bool dark) {
  const QColor window = dark ? QColor(0x23, 0x25, 0x29) : QColor(0xf4, 0xf4, 0xf2);
  const QColor base = dark ? QColor(0x1b, 0x1d, 0x20) : QColor(0xff, 0xff, 0xff);
  const QColor text = dark ? QColor(0xe6, 0xe6, 0xe3) : QColor(0x22, 0x24, 0x28);
  const QColor button = dark ? QColor(0x33, 0x36, 0x3b) : QColor(0xfb, 0xfb, 0xfa);
  const QColor disabled = dark ? QColor(0x7b, 0x7e, 0x84) : QColor(0x9a, 0x9c, 0xa1);
  const QColor accent = dark ? QColor(0x4a, 0x9f, 0xd8) : QColor(0x1f, 0x6f, 0xab);
  const QColor selection = dark ? QColor(0x2a, 0x76, 0xb2) : accent;  // white text stands on it

  QPalette palette;
  palette.setColor(QPalette::Window, window);
  palette.setColor(QPalette::WindowText, text);
  palette.setColor(QPalette::Base, base);
  palette.setColor(QPalette::AlternateBase, dark ? QColor(0x21, 0x23, 0x27) : QColor(0xf8, 0xf8, 0xf6));
  palette.setColor(QPalette::Text, text);
  palette.setColor(QPalette::Button, button);
  palette.setColor(QPalette::ButtonText, text);
  palette.setColor(QPalette::BrightText, Qt::white);
  palette.setColor(QPalette::ToolTipBase, dark ? QColor(0x3a, 0x3d, 0x43) : QColor(0x2b, 0x2d, 0x31));
  palette.setColor(QPalette::ToolTipText, QColor(0xf2, 0xf2, 0xef));
  palette.setColor(QPalette::Highlight, selection);
  palette.setColor(QPalette::HighlightedText, Qt::white);
  palette.setColor(QPalette::Link, accent);
  palette.setColor(QPalette::PlaceholderText, dark ? QColor(0x9d, 0xa0, 0xa7) : QColor(0x66, 0x69, 0x70));
  palette.setColor(QPalette::Mid, dark ? QColor(0x45, 0x48, 0x4e) : QColor(0xcf, 0xcf, 0xcb));
  palette.setColor(QPalette::Dark, dark ? QColor(0x16, 0x17, 0x1a) : QColor(0xb6, 0xb6, 0xb2));
  palette.setColor(QPalette::Light, dark ? QColor(0x3b, 0x3e, 0x44) : QColor(0xff, 0xff, 0xff));
  palette.setColor(QPalette::Midlight, dark ? QColor(0x2d, 0x30, 0x35) : QColor(0xe6, 0xe6, 0xe3));
  palette.setColor(QPalette::Shadow, dark ? QColor(0x0c, 0x0d, 0x0f) : QColor(0x8d, 0x8d, 0x89));
  for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::HighlightedText}) {
    palette.setColor(QPalette::Disabled, role, disabled);
  }
  palette.setColor(QPalette::Disabled, QPalette::Highlight, dark ? QColor(0x45, 0x48, 0x4e) : QColor(0xcf, 0xcf, 0xcb));
  return palette;
}

const ThemeColours kLight{.accent = {0x1f, 0x6f, 0xab},
                          .mutedText = {0x66, 0x69, 0x70},
                          .border = {0xd9, 0xd9, 0xd5},
                          .fieldBorder = {0x8a, 0x8b, 0x88},
                          .raised = {0xff, 0xff, 0xff},
                          .plotGrid = {0xe4, 0xe4, 0xe0},
                          .good = {0x1d, 0x7f, 0x54},
                          .warning = {0xa8, 0x63, 0x00},
                          .error = {0xb3, 0x32, 0x22}};
const ThemeColours kDark{.accent = {0x4a, 0x9f, 0xd8},
                         .mutedText = {0x9d, 0xa0, 0xa7},
                         .border = {0x3c, 0x3f, 0x45},
                         .fieldBorder = {0x75, 0x79, 0x80},
                         .raised = {0x2b, 0x2d, 0x32},
                         .plotGrid = {0x33, 0x36, 0x3b},
                         .good = {0x5c, 0xc0, 0x92},
                         .warning = {0xe0, 0xa2, 0x46},
                         .error = {0xef, 0x7d, 0x6c}};

/// Fusion, whose dialog buttons say what they do in words alone, and whose fields and progress bars have an edge on
/// dark ground too.
class QuietFusion : public QProxyStyle {
 public:
  QuietFusion() : QProxyStyle("Fusion") {}

  void drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
                     const QWidget* widget) const override {
    QProxyStyle::drawPrimitive(element, option, painter, widget);
    const bool isText = qobject_cast<const QPlainTextEdit*>(widget) || qobject_cast<const QTextEdit*>(widget);
    if (element == PE_FrameLineEdit || (element == PE_Frame && isText)) drawEdge(option->rect, option, painter);
  }

  void drawComplexControl(ComplexControl control, const QStyleOptionComplex* option, QPainter* painter,
                          const QWidget* widget) const override {
    QProxyStyle::drawComplexControl(control, option, painter, widget);
    if (control == CC_SpinBox || control == CC_ComboBox) drawEdge(option->rect, option, painter);
  }

  void drawControl(ControlElement element, const QStyleOption* option, QPainter* painter,
                   const QWidget* widget) const override {
    if (element != CE_ProgressBarGroove) return QProxyStyle::drawControl(element, option, painter, widget);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setBrush(option->palette.color(QPalette::Base));
    painter->setPen(Theme::instance().colours().fieldBorder);
    painter->drawRoundedRect(QRectF(option->rect).adjusted(0.5, 0.5, -0.5, -0.5), kCorner, kCorner);
    painter->restore();
  }

  int styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget,
                QStyleHintReturn* data) const override {
    return hint == SH_DialogButtonBox_ButtonsHaveIcons ? 0 : QProxyStyle::styleHint(hint, option, widget, data);
  }

 private:
  static constexpr double kCorner = 2.0;

  static void drawEdge(const QRect& rect, const QStyleOption* option, QPainter* painter) {
    const ThemeColours& colours = Theme::instance().colours();
    const bool isEnabled = option->state & State_Enabled, hasFocus = option->state & State_HasFocus;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setBrush(Qt::NoBrush);
    painter->setPen(!isEnabled ? colours.border : hasFocus ? colours.accent : colours.fieldBorder);
    painter->drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), kCorner, kCorner);
    painter->restore();
  }
};

/// Draws an SVG in the text colour of the moment, so that icons follow light and dark by themselves.
class TintedSvgEngine : public PaintedIcon {
 public:
  explicit TintedSvgEngine(QString file) : file_(std::move(file)) {}

  void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State) override {
    const qreal scale = painter->device()->devicePixelRatio();
    QPixmap picture(rect.size() * scale);
    picture.fill(Qt::transparent);
    QPainter inner(&picture);
    QSvgRenderer(file_).render(&inner);
    inner.setCompositionMode(QPainter::CompositionMode_SourceIn);
    inner.fillRect(picture.rect(), colour(mode));
    inner.end();
    painter->drawPixmap(rect, picture);
  }

  QIconEngine* clone() const override { return new TintedSvgEngine(*this); }

 private:
  static QColor colour(QIcon::Mode mode) {
    const QPalette palette = QApplication::palette();
    if (mode == QIcon::Disabled) return palette.color(QPalette::Disabled, QPalette::ButtonText);
    if (mode == QIcon::Selected) return palette.color(QPalette::HighlightedText);
    return palette.color(QPalette::ButtonText);
  }

  QString file_;
};

}  // namespace

Theme& Theme::instance() {
  static Theme theme;
  return theme;
}

Theme::Theme() {
  loadResources();
}

void Theme::apply(Appearance appearance) {
  appearance_ = appearance;
  QApplication::setStyle(new QuietFusion);
  systemDark_ = systemPrefersDark();
  QDBusConnection bus = QDBusConnection::sessionBus();
  bus.disconnect(kPortalService, kPortalPath, kPortalSettings, "SettingChanged", this, SLOT(followSystem()));
  bus.connect(kPortalService, kPortalPath, kPortalSettings, "SettingChanged", this, SLOT(followSystem()));
  refresh();
}

void Theme::followSystem() {
  systemDark_ = systemPrefersDark();
  refresh();
}

void Theme::refresh() {
  dark_ = appearance_ == Appearance::Dark || (appearance_ == Appearance::System && systemDark_);
  QApplication::setPalette(paletteOf(dark_));
  Q_EMIT changed();
}

const ThemeColours& Theme::colours(Ground ground) const {
  return dark_ && ground == Ground::Window ? kDark : kLight;
}

QColor Theme::subset(Subset subset) const {
  switch (subset) {  // after Okabe and Ito
    case Subset::Labelled:
      return dark_ ? QColor(0x3f, 0xa9, 0xf5) : QColor(0x00, 0x72, 0xb2);
    case Subset::Unlabelled:
      return QColor(0xe6, 0x9f, 0x00);
    case Subset::Validation:
      return dark_ ? QColor(0x26, 0xc0, 0x93) : QColor(0x00, 0x9e, 0x73);
    case Subset::Test:
      return QColor(0xcc, 0x79, 0xa7);
    case Subset::Unused:
      break;
  }
  return colours().mutedText;
}

/// Found by search: on its ground each has a contrast of at least 3, and any two of them differ to normal eyes and to
/// those that lack one of the three kinds of cones (Machado et al. 2009).
QColor Theme::series(int index, Ground ground) const {
  static constexpr std::array<QRgb, kSeries> light{0x0072b2, 0xd55e00, 0x009e73, 0xaa00ff, 0x775566,
                                                   0x662233, 0xaa77ee, 0x0000cc, 0xaa2200, 0x552288};
  static constexpr std::array<QRgb, kSeries> dark{0x56b4e9, 0xff8a3c, 0xbbee11, 0xcc22bb, 0xeeccaa,
                                                  0xdd0000, 0x77eeff, 0x2277ff, 0xbb8899, 0x337766};
  const auto& colours = dark_ && ground == Ground::Window ? dark : light;
  return QColor(colours[static_cast<std::size_t>(index) % colours.size()]);
}

QIcon Theme::icon(const QString& name) const {
  const QString file = ":/icons/" + name + ".svg";
  Q_ASSERT_X(QFile::exists(file), "Theme::icon", qPrintable(file));
  return QIcon(new TintedSvgEngine(file));
}

}  // namespace macadam
