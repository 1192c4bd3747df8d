internal import Foundation
internal import Testing

@testable import TerminalKit

/// Every theme that is shipped can be read, also by those who see colours differently.
@Suite struct ContrastTests {
  /// Usual backgrounds of terminals that a theme of this appearance is made for.
  private func grounds(_ theme: Theme) -> [Palette.RGB] {
    theme.appearance == .dark
      ? [(0x00, 0x00, 0x00), (0x1E, 0x1E, 0x1E)] : [(0xFF, 0xFF, 0xFF)]
  }

  @Test func thereAreSixThemesAndNoOthers() throws {
    let files = try FileManager.default.contentsOfDirectory(atPath: ShippedThemes.folder)
      .filter { $0.hasSuffix(".toml") }
    #expect(files.count >= 6)
    #expect(Set(files) == Set(ShippedThemes.names.map { $0 + ".toml" }))
  }

  @Test func contrastIsThatOfWCAG() {
    #expect(Palette.contrast((0, 0, 0), (255, 255, 255)) == 21)
    #expect(Palette.contrast((255, 255, 255), (255, 255, 255)) == 1)
    // #767676 is the lightest grey that passes AA on white: 4.54.
    #expect(abs(Palette.contrast((0x76, 0x76, 0x76), (255, 255, 255)) - 4.54) < 0.005)
  }

  @Test(arguments: ShippedThemes.names)
  func everyRoleStandsOutFromTheTerminal(name: String) throws {
    let theme = try ShippedThemes.theme(name)
    // Frames and axes only divide.
    for role in Role.allCases where ![.border, .axis].contains(role) {
      let style = theme.resolve(role, depth: .indexed)
      guard style.foreground >= 0 else { continue }
      let grounds = style.background >= 0 ? [Palette.rgb(style.background)] : grounds(theme)
      for ground in grounds {
        let contrast = Palette.contrast(Palette.rgb(style.foreground), ground)
        #expect(contrast >= role.leastContrast, "\(role) in \(name) on \(ground): \(contrast)")
      }
    }
  }

  @Test(arguments: ShippedThemes.names, [ColorDepth.indexed, .sixteen])
  func everyRoleStandsOutFromTheChosenRow(name: String, depth: ColorDepth) throws {
    let theme = try ShippedThemes.theme(name)
    for row in [Role.selection, .selectionUnfocused] {
      for role in Role.allCases where role != .match {
        let style = theme.resolve(role, over: row, depth: depth)
        guard style.background >= 0 else { continue }
        let text: Palette.RGB =
          style.foreground >= 0
          ? Palette.rgb(style.foreground) : theme.appearance == .dark ? (255, 255, 255) : (0, 0, 0)
        let contrast = Palette.contrast(text, Palette.rgb(style.background))
        #expect(contrast >= role.leastContrast, "\(role) on \(row) in \(name): \(contrast)")
      }
    }
  }

  /// What an eye without one kind of cone sees, as a matrix on channels of light.
  ///
  /// Source: Machado, Oliveira and Fernandes, "A physiologically-based model for simulation of
  /// color vision deficiency", 2009, severity 1.
  private static let eyes: [(name: String, rows: [[Double]])] = [
    (
      "protanopia",
      [
        [0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
      ]
    ),
    (
      "deuteranopia",
      [
        [0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413],
        [-0.011820, 0.042940, 0.968881],
      ]
    ),
    (
      "tritanopia",
      [
        [1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602],
        [0.004733, 0.691367, 0.303900],
      ]
    ),
  ]

  private func distance(_ one: Int, _ other: Int, _ eye: [[Double]]) -> Double {
    func seen(_ index: Int) -> (l: Double, a: Double, b: Double) {
      let color = Palette.rgb(index)
      let light = [color.red, color.green, color.blue].map(Palette.linear)
      let channels = eye.map { row in min(1, max(0, zip(row, light).reduce(0) { $0 + $1.0 * $1.1 }))
      }
      return Palette.oklab(red: channels[0], green: channels[1], blue: channels[2])
    }
    let (one, other) = (seen(one), seen(other))
    return hypot(hypot(one.l - other.l, one.a - other.a), one.b - other.b)
  }

  @Test func theColourBlindThemeTellsItsPairsApart() throws {
    let theme = try ShippedThemes.theme("colour-blind")
    let pairs: [(Role, Role)] = [
      (.barFor, .barAgainst), (.positive, .negative), (.ok, .error), (.ok, .warning),
      (.error, .warning), (.barFor, .barWeak), (.barAgainst, .barWeak),
    ]
    for eye in Self.eyes {
      for (one, other) in pairs {
        let distance = distance(
          theme.resolve(one, depth: .indexed).foreground,
          theme.resolve(other, depth: .indexed).foreground, eye.rows)
        // A just noticeable difference is about 0.02.
        #expect(distance > 0.08, "\(one) and \(other) in \(eye.name): \(distance)")
      }
    }
  }
}
