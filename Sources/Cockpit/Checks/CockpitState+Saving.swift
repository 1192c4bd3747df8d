internal import Presentation
internal import RPM
internal import Workbench

extension CockpitState {
  /// Writes a report to a file: on the comparison or the answer that the eye is on, else on the
  /// person.
  mutating func report(to path: String) -> [CockpitEffect] {
    guard ReportFormat(file: path) != nil else {
      return complain("End the file's name with .html, .md or .json.")
    }
    guard let person, person.stored != nil else {
      return complain("There is no model to report on yet: \(key(.fit)) fits.")
    }
    var wish = ReportWish.user(person.id)
    if sheets.showsChecks {
      if sheets.checks?.tab == .compare, let other = sheets.checks?.other {
        wish = .comparison(person.id, other.user)
      }
    } else if [.path, .examples].contains(seenPanel), let run = answer.record?.run {
      wish = .run(run)
    }
    status = Status(kind: .done, text: "Writing the report …")
    return [.report(wish, to: path)]
  }

  /// Writes the page of the sheet, or else the answer, to a file.
  mutating func save(to path: String) -> [CockpitEffect] {
    let isJSON = path.lowercased().hasSuffix(".json")
    if sheets.showsChecks {
      guard let page = sheets.checks?.found, let tab = sheets.checks?.tab else {
        return complain("There is nothing on this page to write yet.")
      }
      let text = isJSON ? page.json : page.text
      guard !text.isEmpty else { return complain("This page has no figures to write.") }
      return [.save(text, to: path, what: "page '\(tab.title)'")]
    }
    guard let record = answer.record else {
      return complain("There is no answer to write yet: \(key(.ask)) asks.")
    }
    let document = AnswerDocument(
      record.answer, user: personName, model: record.stored.model,
      version: record.stored.version, expected: record.expected)
    let text =
      isJSON
      ? (try? JSONText.encode(document)) ?? ""
      : answer.page.texts.joined(separator: "\n") + "\n"
    return [.save(text, to: path, what: isJSON ? "answer" : "page '\(answer.tab.title)'")]
  }
}
