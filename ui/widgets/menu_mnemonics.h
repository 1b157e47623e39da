#pragma once

class QMenu;

namespace macadam {

/// Gives each entry of a menu, and of the menus in it, a letter that chooses it, whenever the menu opens; entries that
/// name one keep it. Call it after what fills the menu has been connected.
void giveMnemonics(QMenu& menu);

}  // namespace macadam
