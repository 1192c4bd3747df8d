/// A report as one HTML file that needs nothing else: no script, no font, no picture from anywhere.
package enum HTMLRenderer {
  /// The whole document.
  package static func render(_ report: Report) -> String {
    """
    <!DOCTYPE html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="referrer" content="no-referrer">
    <meta http-equiv="Content-Security-Policy" \
    content="default-src 'none'; style-src 'unsafe-inline'">
    <title>\(line(report.title))</title>
    <style>
    \(ReportStyle.css)
    </style>
    </head>
    <body>
    <main>
    <header>
    <h1 dir="auto">\(line(report.title))</h1>
    \(report.subtitle.isEmpty ? "" : "<p class=\"subtitle\" dir=\"auto\">\(line(report.subtitle))</p>")
    \(definitions(report.facts))
    </header>
    \(sections(report.sections))
    \(footer(report.footer))
    </main>
    </body>
    </html>

    """
  }

  /// A text that is nothing but text: what HTML would read as its own is written otherwise, also
  /// between quotation marks.
  package static func escaped(_ text: String) -> String {
    var result = ""
    for character in VisibleText.of(text) {
      switch character {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      default: result.append(character)
      }
    }
    return result
  }

  private static func line(_ text: String) -> String { escaped(VisibleText.line(text)) }

  private static func sections(_ sections: [ReportSection]) -> String {
    sections.enumerated().map { index, section in
      """
      <section aria-labelledby="s\(index + 1)">
      <h2 id="s\(index + 1)" dir="auto">\(line(section.title))</h2>
      \(section.blocks.map(block).joined(separator: "\n"))
      </section>
      """
    }.joined(separator: "\n")
  }

  private static func footer(_ lines: [String]) -> String {
    guard !lines.isEmpty else { return "" }
    return "<footer>\n" + lines.map { "<p>\(line($0))</p>\n" }.joined() + "</footer>"
  }

  private static func block(_ block: ReportBlock) -> String {
    switch block {
    case .heading(let text): "<h3 dir=\"auto\">\(line(text))</h3>"
    case .paragraph(let text): "<p dir=\"auto\">\(line(text))</p>"
    case .quote(let text): "<blockquote dir=\"auto\">\(escaped(text))</blockquote>"
    case .list(let items):
      "<ul>\n" + items.map { "<li dir=\"auto\">\(line($0))</li>\n" }.joined() + "</ul>"
    case .steps(let steps): "<ol>\n" + steps.map(step).joined() + "</ol>"
    case .definitions(let facts): definitions(facts)
    case .table(let table): self.table(table)
    case .bars(let chart): self.chart(chart)
    }
  }

  private static func step(_ step: ReportStep) -> String {
    let lines = step.lines.map { "<span class=\"line\" dir=\"auto\">\(line($0))</span>" }.joined()
    return "<li><bdi>\(line(step.title))</bdi>\(lines)</li>\n"
  }

  private static func definitions(_ facts: [Report.Definition]) -> String {
    guard !facts.isEmpty else { return "" }
    let lines = facts.map {
      "<dt>\(line($0.term))</dt><dd dir=\"auto\">\(line($0.text))</dd>\n"
    }
    return "<dl>\n" + lines.joined() + "</dl>"
  }

  /// A table in a frame of its own, which scrolls where the page is narrow.
  private static func framed(_ caption: String, kind: String = "", _ body: String) -> String {
    """
    <figure>
    <figcaption dir="auto">\(line(caption))</figcaption>
    <div class="wide" role="region" tabindex="0" aria-label="\(line(caption))">
    <table\(kind.isEmpty ? "" : " class=\"\(kind)\"")>
    \(body)
    </table>
    </div>
    </figure>
    """
  }

  /// A column of texts longer than this is wrapped.
  private static let shortText = 24

  /// The classes of each column: numbers stand to the right, short texts stay on a line.
  private static func classes(of table: ReportTable) -> [String] {
    table.columns.enumerated().map { index, column in
      if column.isNumber { return " class=\"number\"" }
      let isShort = table.rows.allSatisfy {
        !$0.indices.contains(index) || $0[index].text.count <= shortText
      }
      return isShort ? " class=\"short\"" : " class=\"long\""
    }
  }

  private static func table(_ table: ReportTable) -> String {
    let classes = classes(of: table)
    let head = table.columns.enumerated().map { index, column in
      "<th scope=\"col\"\(classes[index]) dir=\"auto\">\(line(column.title))</th>"
    }
    let rows = table.rows.map { row in
      let cells = row.enumerated().map { index, cell in
        let text = line(cell.text) + (cell.bar.map(SVGBars.svg) ?? "")
        return index == 0
          ? "<th scope=\"row\"\(classes[index]) dir=\"auto\">\(text)</th>"
          : "<td\(classes[index]) dir=\"auto\">\(text)</td>"
      }
      return "<tr>\(cells.joined())</tr>\n"
    }
    return framed(
      table.caption,
      "<thead><tr>\(head.joined())</tr></thead>\n<tbody>\n\(rows.joined())</tbody>")
  }

  private static func chart(_ chart: BarChart) -> String {
    let rows = chart.lines.map { item in
      """
      <tr><th scope="row" dir="auto">\(line(item.name))</th>\
      <td class="space">\(SVGBars.svg(item.bar))</td>\
      <td class="figure">\(line(item.figure))</td></tr>

      """
    }
    return framed(chart.caption, kind: "chart", "<tbody>\n\(rows.joined())</tbody>")
  }
}
