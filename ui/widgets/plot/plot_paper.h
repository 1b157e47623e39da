#pragma once

#include <QByteArray>
#include <QFont>
#include <QImage>
#include <QSize>
#include <QString>

class QCustomPlot;

namespace macadam {

/// A plot as it goes into a paper, of one width, below its title. The plot has been laid out for paper.
class PlotPaper {
 public:
  /// Puts a heading above the plot, where it stays until the plot is laid out anew.
  /// @param title none where it is empty. @param panels that are shown.
  PlotPaper(QCustomPlot& plot, const QString& title, QFont font, int panels);

  QImage picture() const;
  QByteArray pdf() const;

 private:
  QCustomPlot& plot_;
  QString title_;
  QSize size_;
};

}  // namespace macadam
