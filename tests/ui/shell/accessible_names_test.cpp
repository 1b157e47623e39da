#include "shell_world.h"
#include "ui/data/split_comparison.h"
#include "ui/shell/about_dialog.h"
#include "ui/shell/first_steps_dialog.h"
#include "ui/shell/new_project_dialog.h"
#include "ui/shell/shortcut_dialog.h"
#include "ui/train/resume_dialog.h"
#include "ui/train/suite_dialog.h"

#include <QAbstractSpinBox>
#include <QAccessible>
#include <QComboBox>
#include <QKeySequenceEdit>
#include <QLineEdit>

namespace macadam {
namespace {

/// Those inside a spin box, a combo box or a field for keys speak through it.
bool isPartOfAControl(const QWidget& widget) {
  for (const QWidget* parent = widget.parentWidget(); parent != nullptr; parent = parent->parentWidget()) {
    if (qobject_cast<const QComboBox*>(parent) || qobject_cast<const QAbstractSpinBox*>(parent) ||
        qobject_cast<const QKeySequenceEdit*>(parent)) {
      return true;
    }
  }
  return false;
}

/// Class and place of each control that the keyboard reaches and a screen reader cannot name.
QStringList namelessControls(QWidget& root) {
  QStringList nameless;
  for (QWidget* widget : root.findChildren<QWidget*>()) {
    if (!(widget->focusPolicy() & Qt::TabFocus) || isPartOfAControl(*widget)) continue;
    const QAccessibleInterface* spoken = QAccessible::queryAccessibleInterface(widget);
    if (spoken != nullptr && !spoken->text(QAccessible::Name).isEmpty()) continue;
    QStringList place;
    for (const QWidget* part = widget; part != nullptr; part = part->parentWidget()) {
      place.prepend(QString("%1 %2").arg(part->metaObject()->className(), part->objectName()).trimmed());
    }
    nameless.append(place.join(" > "));
  }
  return nameless;
}

void expectNames(QWidget& root) {
  EXPECT_EQ(namelessControls(root).join("\n").toStdString(), "");
}

using AccessibleNamesTest = ShellTest;

TEST_F(AccessibleNamesTest, AreMissedWhereThereAreNone) {
  QWidget root;
  auto* field = new QLineEdit(&root);
  EXPECT_EQ(namelessControls(root).size(), 1);
  field->setAccessibleName("Seeds");
  EXPECT_TRUE(namelessControls(root).isEmpty());
}

TEST_F(AccessibleNamesTest, AreThereOnTheStartPageAndOnAllPages) {
  MainWindow window(accessTo(engine_));
  window.show();
  expectNames(window);
  openAndWait(window, makeProjectFolder());
  for (const PageEntry& entry : pageTable()) window.findChild<QAction*>(entry.id)->trigger();
  expectNames(window);
}

TEST_F(AccessibleNamesTest, AreThereInTheDialogs) {
  Jobs jobs;
  NewProjectDialog newProject(jobs, QString::fromStdString(images().string()));
  expectNames(newProject);
  AboutDialog about(jobs, accessTo(engine_));
  expectNames(about);
  QAction action("Open");
  action.setObjectName("open");
  ShortcutBook book;
  book.add("File", true, {&action});
  ShortcutDialog shortcuts(book);
  expectNames(shortcuts);
  FirstStepsDialog steps;
  expectNames(steps);
  RunSpec base;
  base.method = SslkdSpec{};
  SuiteDialog suite(base, folder_ / "runs", {});
  expectNames(suite);
  ResumeDialog resume({});
  expectNames(resume);
  const Project project = openProject(makeProjectFolder().toStdString());
  SplitComparison comparison(project, {"default", "other"}, "default", "other");
  comparison.setAttribute(Qt::WA_DeleteOnClose, false);
  expectNames(comparison);
}

}  // namespace
}  // namespace macadam
