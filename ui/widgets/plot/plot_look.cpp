#include "ui/widgets/plot/plot_look.h"

#include "ui/widgets/plot/paper_size.h"

#include <QPalette>
#include <QWidget>

namespace macadam {

PlotLook plotLook(const QWidget& widget, Ground ground) {
  const ThemeColours& colours = Theme::instance().colours(ground);
  PlotLook look{.ground = ground, .mutedText = colours.mutedText, .grid = colours.plotGrid, .small = widget.font()};
  if (ground == Ground::Paper) {
    look.back = Qt::white;
    look.text = Qt::black;
    look.tickText = look.text;
    look.border = colours.mutedText;
    look.small.setPixelSize(kPaperFontPixels);
  } else {
    look.back = widget.palette().color(QPalette::Base);
    look.text = widget.palette().color(QPalette::Text);
    look.tickText = colours.mutedText;
    look.border = colours.border;
    look.small.setPointSizeF(look.small.pointSizeF() * 0.9);
  }
  return look;
}

}  // namespace macadam
