#include "ui/train/detached_run.h"

#include "base/error.h"
#include "spec/run_spec_toml.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QProcess>
#include <QStringList>

namespace macadam {
namespace {

const char* const kNotThere = "is not beside the window’s program";

QStringList resumeArguments(const RunFolder& run, std::int64_t moreIterations) {
  QStringList arguments{"resume", QString::fromStdString(run.path().string())};
  if (moreIterations == 0) return arguments;
  const std::int64_t iterations = iterationsOf(loadRunSpec(run.spec()).method) + moreIterations;
  return arguments << "--set" << QString("method.iterations=%1").arg(iterations);
}

}  // namespace

QString commandLineProgram() {
  const QString folder = QCoreApplication::applicationDirPath();
  for (const QString& program :
       {qEnvironmentVariable("MACADAM_CLI"), folder + "/macadam-cli", folder + "/cli/macadam-cli"}) {
    const QFileInfo file(program);
    if (!program.isEmpty() && file.isFile() && file.isExecutable()) return program;
  }
  return {};
}

QString whyNoBackground() {
  if (!commandLineProgram().isEmpty()) return {};
  return QStringLiteral("macadam-cli ") + QCoreApplication::translate("macadam::DetachedRun", kNotThere);
}

void requireCommandLineProgram() {
  if (!commandLineProgram().isEmpty()) return;
  throw Error("macadam-cli", kNotThere, "install Macadam again, or train in the window");
}

ProcessMark startDetached(const RunFolder& run, std::int64_t moreIterations) {
  requireCommandLineProgram();
  QProcess process;
  process.setProgram(commandLineProgram());
  process.setArguments(resumeArguments(run, moreIterations));
  process.setStandardInputFile(QProcess::nullDevice());
  process.setStandardOutputFile(QProcess::nullDevice());
  process.setStandardErrorFile(QString::fromStdString(run.log().string()), QIODevice::Append);
  qint64 number = 0;
  if (!process.startDetached(&number)) {
    throw Error(process.program().toStdString(), "cannot be started (" + process.errorString().toStdString() + ")",
                "train in the window");
  }
  return processHere(number).value_or(ProcessMark{});
}

}  // namespace macadam
