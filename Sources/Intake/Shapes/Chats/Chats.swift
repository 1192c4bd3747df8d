/// Chats with people or with models, a record a chat: `messages` of `role` and `content`, or
/// ShareGPT's `conversations` of `from` and `value`.
///
/// Who speaks is the person: one whom the message names, or the one whom the chat is of. What the
/// person says is the response; the query is what the others said since the person last spoke.
/// Messages in a row are one. Where a person opens the chat there is no query, and the message is
/// left out.
package struct Chats: SourceShape {
  package static let name = "chats"
  package static let summary =
    "Chats: what others said is the query, what the person answers the response; who speaks is the "
    + "person."
  package static let knownBy = "messages of role, content; or conversations of from, value"
  package static let task = TaskTemplate(
    name: "chats", instruction: "What does this person say next?", answers: .open)

  private static let columns = [
    "messages", "conversations", "conversation", "chat_history", "chat",
  ]
  private static let people = [
    "user", "user_id", "person", "author", "username", "persona_id", "metadata.persona_id",
  ]
  private static let chats = ["conversation_id", "chat_id", "id", "session_id"]

  package init(companions: CompanionFiles) {}

  package static func fit(_ sample: [Record], of container: Container) -> Double {
    0.9
      * FieldFit(required: [], usual: []).over(sample) { record in
        guard let messages = try? record.list(column(of: record)), !messages.isEmpty else {
          return false
        }
        return messages.count(where: ChatMessage.isOne) * 2 > messages.count
      }
  }

  /// The column of the messages; the only one there is, as where a file names each chat itself:
  /// `{"chat 7": [{"role": …}]}`.
  private static func column(of record: Record) -> String {
    let column = record.column(of: columns)
    guard record[column] == nil, record.members.count == 1, case .array = record.members[0].value
    else { return column }
    return record.members[0].key
  }

  package func answers(
    in record: Record, notes: inout ShapeNotes
  ) throws(RecordMistake) -> [SourceAnswer] {
    let column = Self.column(of: record)
    var turns: [ChatMessage] = []
    for (index, value) in try record.list(column).enumerated() {
      let place = "\(column)[\(index)]"
      let part = try record.part(value, place)
      let message: ChatMessage
      do throws(RecordMistake) {
        message = try ChatMessage(part)
      } catch {
        throw error.within("\(place).")
      }
      guard message.speaker != .none, !message.text.isEmpty else { continue }
      if let last = turns.last, last.speaker == message.speaker, last.speaker != .model {
        turns[turns.count - 1].text += "\n" + message.text
      } else {
        turns.append(message)
      }
    }
    let who = record.column(of: Self.people)
    let chat = record.column(of: Self.chats)
    let isNamedByColumn = !Self.columns.contains(column) && column.contains { !$0.isWhitespace }
    var owner = isNamedByColumn ? column : "chat \(record.place.number)"
    for column in [chat, who] {
      if let name = try record.optionalText(column) { owner = name.trimmed }
    }
    let date = try record.optionalText(record.column(of: ["date", "timestamp", "created_at"]))
    let extra = record.rest(without: [column, who, "date", "timestamp", "created_at"])
    var answers: [SourceAnswer] = []
    for (index, turn) in turns.enumerated() {
      let person: String
      switch turn.speaker {
      case .named(let name): person = name
      case .user: person = owner
      case .model, .none: continue
      }
      let before = turns[..<index]
      let since = before.lastIndex { $0.speaker == turn.speaker }.map { $0 + 1 } ?? 0
      let others = before[since...]
      guard !others.isEmpty else {
        notes.leaveOut("messages that open a chat, which answer nothing")
        continue
      }
      answers.append(
        SourceAnswer(
          person: person, query: Self.query(others), response: turn.text, date: turn.date ?? date,
          extra: extra))
    }
    return answers
  }

  /// What was said; by whom, where several people said it.
  private static func query(_ turns: ArraySlice<ChatMessage>) -> String {
    let isNamed = Set(turns.map(\.speaker)).count > 1
    return turns.map { turn in
      guard isNamed, case .named(let name) = turn.speaker else { return turn.text }
      return "\(name): \(turn.text)"
    }.joined(separator: "\n")
  }
}
