#pragma once

class QWidget;

namespace macadam {

enum class RestAnswer { Background, Unknown, NotYet };

/// Asks what becomes of the part of a finished tile that nobody has labelled: it must not become background in silence,
/// nor stay unknown by an oversight. @param share of the tile, 0 to 1.
RestAnswer askAboutRest(double share, QWidget* parent);

}  // namespace macadam
