#include "ui/shell/about_dialog.h"

#include "runs/provenance.h"
#include "ui/jobs/problem_list.h"

#include <opencv2/core/version.hpp>

#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

namespace macadam {
namespace {

constexpr int kTextWidth = 400;

}  // namespace

AboutDialog::AboutDialog(Jobs& jobs, EngineAccess engine, QWidget* parent) : QDialog(parent) {
  setWindowTitle(tr("About Macadam"));
  auto* symbol = new QLabel(this);
  symbol->setPixmap(QIcon(":/icons/macadam.svg").pixmap(QSize(64, 64), devicePixelRatioF()));
  auto* name = new QLabel(QString::fromStdString(provenanceHere().program), this);
  QFont large = name->font();
  large.setPointSizeF(large.pointSizeF() * 1.6);
  large.setWeight(QFont::DemiBold);
  name->setFont(large);
  auto* what = new QLabel(tr("A workbench for semi-supervised road segmentation: cross-model supervision and knowledge "
                             "distillation, from a folder of aerial tiles to a small network.\n\n"
                             "Free software under the GNU General Public License, version 3 or later."),
                          this);
  what->setWordWrap(true);
  what->setFixedSize(kTextWidth, what->heightForWidth(kTextWidth));
  auto* parts = new QLabel(this);
  parts->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
  parts->setForegroundRole(QPalette::PlaceholderText);
  parts->setAccessibleName(tr("Versions"));
  const auto show = [parts](const QString& engineLine) {
    parts->setText(tr("%1\nQt %2\nOpenCV %3").arg(engineLine, QString(qVersion()), QString(CV_VERSION)));
  };
  show(tr("Asking the engine…"));
  jobs.startLong<QString>(
      tr("Loading the engine"), this,
      [engine = std::move(engine)](QPromise<QString>& promise) {
        promise.addResult(QString::fromStdString(engine().description()));
      },
      show, [show](const QList<Problem>& problems) { show(problemText({problems.first()})); });

  auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  auto* words = new QVBoxLayout;
  words->setSpacing(8);
  words->addWidget(name);
  words->addWidget(what);
  words->addWidget(parts);
  auto* row = new QHBoxLayout;
  row->setSpacing(18);
  row->addWidget(symbol, 0, Qt::AlignTop);
  row->addLayout(words, 1);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(20, 20, 20, 16);
  column->setSpacing(16);
  column->addLayout(row);
  column->addWidget(buttons);
  column->setSizeConstraint(QLayout::SetFixedSize);
}

}  // namespace macadam
