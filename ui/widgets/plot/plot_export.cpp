#include "ui/widgets/plot/plot_export.h"

#include "base/atomic_file.h"
#include "ui/jobs/jobs.h"
#include "ui/widgets/last_folder.h"
#include "ui/widgets/plot/curve_plot.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QFileDialog>
#include <QFileInfo>

namespace macadam {
namespace {

QString tr(const char* text) {
  return QCoreApplication::translate("PlotExport", text);
}

QString suffixOf(PlotFile kind) {
  switch (kind) {
    case PlotFile::Png:
      return QStringLiteral("png");
    case PlotFile::Pdf:
      return QStringLiteral("pdf");
    case PlotFile::Csv:
      break;
  }
  return QStringLiteral("csv");
}

QByteArray pngOf(const QImage& picture) {
  QBuffer buffer;
  buffer.open(QIODevice::WriteOnly);
  picture.save(&buffer, "PNG");
  return buffer.data();
}

/// What needs the widget is done at once; the rest is left for the background.
std::function<QByteArray()> contentOf(CurvePlot& plot, PlotFile kind, const QString& title) {
  switch (kind) {
    case PlotFile::Png:
      return [picture = plot.picture(title)] { return pngOf(picture); };
    case PlotFile::Pdf:
      return [pdf = plot.pdf(title)] { return pdf; };
    case PlotFile::Csv:
      break;
  }
  return [xTitle = plot.xTitle(), panels = plot.panels(), curves = plot.curves()] {
    return plotCsv(xTitle, panels, curves);
  };
}

}  // namespace

void exportPlot(CurvePlot& plot, PlotFile kind, const QString& title, const QString& name, Jobs& jobs) {
  const QString suffix = suffixOf(kind);
  const QString filter = QString("%1 (*.%2)").arg(suffix.toUpper(), suffix);
  const LastFolder folder("exports");
  QFileDialog dialog(plot.window(), tr("Export curves"), folder.path(), filter);
  dialog.setAcceptMode(QFileDialog::AcceptSave);
  dialog.setDefaultSuffix(suffix);
  dialog.selectFile(name + '.' + suffix);
  if (dialog.exec() != QDialog::Accepted) return;
  const QString file = dialog.selectedFiles().constFirst();
  folder.remember(QFileInfo(file).path());
  jobs.start<bool>(
      tr("Exporting curves"), &plot,
      [content = contentOf(plot, kind, title), file](QPromise<bool>& promise) {
        const QByteArray bytes = content();
        writeTextAtomically(file.toStdString(), {bytes.constData(), static_cast<std::size_t>(bytes.size())});
        promise.addResult(true);
      },
      [](bool) {});
}

}  // namespace macadam
