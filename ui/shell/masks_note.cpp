#include "ui/shell/masks_note.h"

#include "ui/project/project_document.h"
#include "ui/shell/message_bar.h"
#include "ui/widgets/capitalised.h"

#include <QCryptographicHash>
#include <QObject>
#include <QSettings>

namespace macadam {

void tellOfMasks(const ProjectDocument& document, MessageBar& messages, MasksRead read) {
  const QString title = QObject::tr("The masks of this project are read otherwise than before");
  messages.remove(title);
  const QString note = QString::fromStdString(changeNote(document.dataset()->masks));
  const QString folder = QString::fromStdString(document.project().folder.string());
  const QString key = "masks/" + QCryptographicHash::hash(folder.toUtf8(), QCryptographicHash::Sha1).toHex();
  const auto remember = [key, note] { QSettings().setValue(key, note); };
  if (read == MasksRead::ByAPerson) remember();
  if (note.isEmpty() || QSettings().value(key) == note) return;
  messages.show(
      {.kind = MessageKind::Warning, .title = title, .detail = capitalised(note) + '.', .dismissed = remember});
}

}  // namespace macadam
