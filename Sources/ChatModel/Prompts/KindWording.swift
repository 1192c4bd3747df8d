/// The parts of prompts that differ from one kind of answer to another. Each speaks of its own kind
/// alone: what does not apply to a task only misleads a small model.
extension AnswerKind {
  /// What a feature is, and an invented text with its features.
  var features: String {
    switch self {
    case .label:
      """
      A feature is one thing that is said of something in the text: what of it, and in which \
      direction. It has
      \(Self.anchor)

      \(Self.ferry)
      {"features":[{"quote":"left an hour late","name":"late departure"},\
      {"quote":"nobody said why","name":"no explanation"},\
      {"quote":"crew handed out hot tea","name":"kind crew"},\
      {"quote":"the seats have been mended","name":"repaired seats"}]}
      """
    case .scale:
      """
      A feature is one thing that is said of something in the text: what of it, and in which \
      direction. It has
      \(Self.anchor)
      - sounds: how the words sound about it, "good", "bad" or "neither".

      \(Self.ferry)
      {"features":[{"quote":"left an hour late","name":"late departure","sounds":"bad"},\
      {"quote":"nobody said why","name":"no explanation","sounds":"bad"},\
      {"quote":"crew handed out hot tea","name":"kind crew","sounds":"good"},\
      {"quote":"the seats have been mended","name":"repaired seats","sounds":"neither"}]}
      """
    case .options:
      """
      A feature is one thing that the question turns on: what is asked or proposed, whom it would \
      help or burden, what it would change. It has
      - quote: the words of the question that say it, copied exactly, 2 to 12 words in a row;
      - name: 2 to 4 words for what they mean, with the direction, so that another question with \
      the same meaning gets the same name: "raises a tax", "protects children", "trust in courts". \
      Never the topic alone, such as "tax" or "children". The options are no features.

      An example. The question:
      Should the town close the harbour road to cars at weekends, even if fishermen must then walk \
      to their boats?
      Its features:
      {"features":[{"quote":"close the harbour road to cars","name":"bans cars"},\
      {"quote":"at weekends","name":"only at times"},\
      {"quote":"fishermen must then walk to their boats","name":"burdens workers"}]}
      """
    case .open:
      """
      A feature is one thing in the text that an answer may take up: who or what it is about, what \
      happens, by what means, with which result. It has
      - quote: the words of the text that say it, copied exactly, 2 to 12 words in a row;
      - name: 2 to 4 words for the kind of thing it is, so that another text with the same kind of \
      thing gets the same name: "freed animal", "delayed project", "new method". Never a word that \
      fits every text, such as "topic" or "result".

      An example. The text:
      A seal was carried back to the sea yesterday after two weeks in a hotel pool at Brakmouth. \
      The vet was paid by the guests.
      Its features:
      {"features":[{"quote":"A seal was carried back to the sea","name":"freed animal"},\
      {"quote":"in a hotel pool","name":"odd place"},\
      {"quote":"The vet was paid by the guests","name":"private money"}]}
      """
    }
  }

  /// What anchors a feature where answers are labels or a scale.
  private static let anchor = """
    - quote: the words of the text that say it, copied exactly, 2 to 12 words in a row;
    - name: 2 to 4 words for what they mean, with the direction, so that another text with the same \
    meaning gets the same name: "slow service", "fair price", "hard to clean". Never the topic \
    alone, such as "service" or "price".
    """
  private static let ferry = """
    An example. The text:
    The ferry left an hour late and nobody said why. But the crew handed out hot tea, and the seats \
    have been mended.
    Its features:
    """

  /// What judging an answer means.
  var judging: String {
    switch self {
    case .label, .scale: ""
    case .options:
      """
      Judge two things.
      - sides: for each option by its letter, which side it takes of what the question says or \
      proposes: "for" where it agrees, wants it or wants more of it, "against" where it disagrees, \
      rejects it or wants less of it, "neither" for the middle and for not knowing.
      - moved: the ids of the features that the question turns on for somebody who gives this \
      answer; at least one.
      """
    case .open:
      """
      Say of every feature, by its id, what the answer does with it:
      - "taken": the answer takes it up, in its words or in others;
      - "turned": the answer takes it up and changes it: plays on it, exaggerates it, says it the \
      other way round;
      - "left": the answer leaves it out.
      """
    }
  }

  /// What a step of a path is. It names the habit that it rests on, in a sentence that would hold for
  /// other texts too: one that a reader can check, where an open question brings "this fits the
  /// answer". There is no invented step: a small model hands it back as its own.
  var step: String {
    """
    A step has
    - cite: the id of the one statistic that it rests on, or "none";
    - features: the ids of the features that it speaks of, which belong to that statistic;
    - why: the habit of this person that the statistic shows, in one short sentence without figures \
    and ids that would hold for other texts too: \(habit)\(direction)
    """
  }

  /// How a step begins to tell a habit.
  static let habitBeginning = "When "

  private var habit: String {
    switch self {
    case .label: "\"\(Self.habitBeginning)the text says that …, this person …\""
    // What the person does then is the answer, which is a figure: a small model that is asked for it
    // in words says "gives a rating of", and one that may choose a word for it is always "pleased".
    case .scale: "\"\(Self.habitBeginning)the text says that …\""
    case .options:
      "\"\(Self.habitBeginning)a question is about …, this person is for it\" (or \"against it\")"
    case .open: "\"\(Self.habitBeginning)the text tells of …, this person's answer …\""
    }
  }

  private var direction: String {
    switch self {
    case .label, .scale: ";\n- for: the answer that it points to."
    case .options: ";\n- for: the letter of the option that it points to."
    case .open: ", such as what it takes up, turns or leaves out, or its form."
    }
  }
}
