internal import Foundation
internal import Workbench

/// The form of a report.
package enum ReportFormat: String, CaseIterable, Sendable {
  case markdown
  case html
  case json

  /// The form that a file's name means; `nil` where it means none.
  package init?(file: String) {
    switch (file as NSString).pathExtension.lowercased() {
    case "md", "markdown": self = .markdown
    case "html", "htm": self = .html
    case "json": self = .json
    default: return nil
    }
  }

  /// A report as text.
  ///
  /// - Parameter document: the same for JSON.
  /// - Throws: `EncodingError` when a figure is not finite.
  package func text(of report: Report, _ document: some Encodable) throws -> String {
    switch self {
    case .markdown: MarkdownRenderer.render(report)
    case .html: HTMLRenderer.render(report)
    case .json: try JSONText.encode(document) + "\n"
    }
  }
}
