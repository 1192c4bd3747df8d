package import TerminalKit

/// The smallest terminal in which the screen is of use.
package enum SmallestScreen {
  package static let size = Size(width: 40, height: 10)
}
