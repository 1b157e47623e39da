#pragma once

namespace macadam {

class MessageBar;
class ProjectDocument;

enum class MasksRead { ByNobody, ByAPerson };

/// Warns that earlier versions read the masks of a project otherwise, and so did the runs that they trained; until a
/// person has read it, also where that was when the project was made (`read`).
void tellOfMasks(const ProjectDocument& document, MessageBar& messages, MasksRead read);

}  // namespace macadam
