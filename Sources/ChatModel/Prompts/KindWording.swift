/// The parts of prompts that differ from one kind of answer to another. Each speaks of its own kind
/// alone: what does not apply to a task only misleads a small model.
extension AnswerKind {
  /// What a feature is, and an invented text with its features.
  var features: String {
    switch self {
    case .label, .scale:
      """
      A feature is one thing that is said of something in the text: what of it, and in which \
      direction. It has
      - quote: the words of the text that say it, copied exactly, 2 to 12 words in a row;
      - name: 2 to 4 words for what they mean, with the direction, so that another text with the \
      same meaning gets the same name: "slow service", "fair price", "hard to clean". Never the \
      topic alone, such as "service" or "price";
      - sounds: how the words sound about it, "good", "bad" or "neither".

      An example. The text:
      The ferry left an hour late and nobody said why. But the crew handed out hot tea, and the \
      seats have been mended.
      Its features:
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

  /// What a step of a path is, and an invented one.
  var step: String {
    switch self {
    case .label, .scale:
      """
      A step has
      - features: the ids of the features that it speaks of;
      - cite: the id of the one statistic that it rests on, or "none";
      - why: what follows from it for this person, in one short sentence of words, without figures, \
      ids or the answer itself;
      - for: the answer that it points to.
      Such as {"features":["f2"],"cite":"s3","why":"this person rarely forgives late \
      departures","for":"…"}
      """
    case .options:
      """
      A step has
      - features: the ids of the features that it speaks of;
      - cite: the id of the one statistic that it rests on, or "none";
      - why: which side this person takes of such questions and what that means here, in one short \
      sentence of words, without figures and without ids;
      - for: the letter of the option that it points to.
      Such as {"features":["f2"],"cite":"s3","why":"this person is against what burdens workers, \
      so the rejecting option fits","for":"…"}
      """
    case .open:
      """
      A step has
      - features: the ids of the features that it speaks of;
      - cite: the id of the one statistic that it rests on, or "none";
      - why: what this person's answer takes up, turns or leaves out here, or in which form it is \
      written, in one short sentence of words, without figures and without ids.
      Such as {"features":["f1"],"cite":"s3","why":"this person always names the animal first"}
      """
    }
  }
}
