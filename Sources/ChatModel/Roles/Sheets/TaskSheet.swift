internal import RPM

/// The task as a model is told of it.
enum TaskSheet {
  /// What the person does, and what may be answered.
  static func text(_ task: TaskDefinition) -> String {
    let instruction = DataText.line(task.instruction)
    let first = instruction.isEmpty ? "The person answers queries." : instruction
    return "\(first)\n\(answers(task.answers))"
  }

  private static func answers(_ space: AnswerSpace) -> String {
    switch space {
    case .labels(let labels, let ordered):
      let names = labels.map { "\"\(DataText.line($0))\"" }.joined(separator: ", ")
      let scale = ordered ? " They are a scale, lowest first." : ""
      return "The answer is one of these labels: \(names).\(scale)"
    case .options:
      return """
        Each text is a question that ends with its options, one a line. The answer is the letter \
        of one option.
        """
    case .open:
      return "The answer is free text."
    }
  }
}
