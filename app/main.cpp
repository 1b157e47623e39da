#include "engine_library.h"
#include "ui/jobs/problem_list.h"
#include "ui/shell/main_window.h"
#include "ui/widgets/theme.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QSettings>
#include <algorithm>
#include <clocale>
#include <functional>
#include <memory>
#include <string_view>

namespace macadam {
namespace {

/// Shows what nobody caught instead of ending the program with it.
class Application : public QApplication {
 public:
  using QApplication::QApplication;

  std::function<void(const QList<Problem>&)> showProblems;

  bool notify(QObject* receiver, QEvent* event) override {
    try {
      return QApplication::notify(receiver, event);
    } catch (...) {
      if (!showProblems) throw;
      showProblems(caughtProblems("Macadam"));
    }
    return true;
  }
};

void nameApplication() {
  QCoreApplication::setOrganizationName("Macadam");
  QCoreApplication::setApplicationName("macadam");
  QCoreApplication::setApplicationVersion(MACADAM_VERSION);
  QGuiApplication::setApplicationDisplayName("Macadam");
  QGuiApplication::setDesktopFileName("macadam");
}

/// Explains itself on a machine without a screen too.
bool wantsWordsOnly(int argc, char** argv) {
  return std::any_of(argv + 1, argv + argc, [](std::string_view word) {
    return word == "-h" || word == "--help" || word == "--help-all" || word == "-v" || word == "--version";
  });
}

struct Wish {
  QString project;
  bool demo = false;
};

Wish readCommandLine(const QCoreApplication& application) {
  QCommandLineParser parser;
  parser.setApplicationDescription(
      QCoreApplication::translate("main", "A workbench for semi-supervised road segmentation."));
  parser.addHelpOption();
  parser.addVersionOption();
  const QCommandLineOption demo(
      "demo", QCoreApplication::translate("main", "Open the demo project; it is made first where needed."));
  parser.addOption(demo);
  parser.addPositionalArgument(
      "project",
      QCoreApplication::translate("main", "A project folder to open, or a folder of images to make a project of."),
      "[project]");
  parser.process(application);
  return {parser.positionalArguments().value(0), parser.isSet(demo)};
}

int runWindow(Application& application, const Wish& wish) {
  Theme::instance().apply(static_cast<Appearance>(QSettings().value("appearance", 0).toInt()));
  MainWindow window(engineFromModule());
  application.showProblems = [&window](const QList<Problem>& problems) {
    window.showProblems(QCoreApplication::translate("main", "Something went wrong"), problems);
  };
  window.show();
  if (wish.demo) {
    window.openDemo(FirstPage::LastUsed);
  } else if (!wish.project.isEmpty()) {
    window.openFolder(QFileInfo(wish.project).absoluteFilePath(), FirstPage::LastUsed);
  } else {
    window.offerLastSession();
  }
  const int result = QApplication::exec();
  application.showProblems = {};
  return result;
}

}  // namespace
}  // namespace macadam

int main(int argc, char** argv) {
  macadam::nameApplication();
  if (macadam::wantsWordsOnly(argc, argv)) {
    const QCoreApplication application(argc, argv);
    macadam::readCommandLine(application);
    return 0;
  }
  macadam::Application application(argc, argv);
  std::setlocale(LC_NUMERIC, "C");  // Qt took the user's: libraries that print and read numbers would write 0,25
  return macadam::runWindow(application, macadam::readCommandLine(application));
}
