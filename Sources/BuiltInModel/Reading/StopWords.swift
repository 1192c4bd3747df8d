/// Words that hold sentences together and name no topic.
enum StopWords {
  /// English function words and the filler of papers and reviews.
  static let all: Set<String> = words(
    """
    a an the and or but if then else of at by for with about against between into through during \
    before after above below to from up down in out on off over under again further once here \
    there when where why how all any both each few more most other some such only own same so \
    than too very can will just should now is am are was were be been being have has had having \
    do does did doing would could might must shall may i me my myself we our ours ourselves you \
    your yours yourself he him his himself she her hers herself it its itself they them their \
    theirs themselves what which who whom this that these those as because until while not no \
    nor don't doesn't isn't wasn't aren't it's i'm i've he's she's they're there's that's s t re \
    ve ll d m also one two get got many much every even still yet whose upon within among et al \
    via using based use used however towards toward rather quite really
    """)

  /// Words that every description of its kind has: no topic is made of them alone.
  private static let boilerplate: Set<String> = words(
    """
    film movie films movies directed director written writer screenplay starring stars produced \
    producer released release distributed distribution role roles cast story plot based name \
    title titled first second third fourth three four five six seven eight nine ten way make \
    makes made making take takes taking become becomes set like well co you're we're
    """)

  /// The same where texts judge: there, plot and cast are what is judged.
  private static let reviewBoilerplate = boilerplate.subtracting([
    "plot", "story", "cast", "role", "roles",
  ])

  /// The words that make no topic, by whether texts judge.
  static func boilerplate(inReviews: Bool) -> Set<String> {
    inReviews ? reviewBoilerplate : boilerplate
  }

  /// Words that colour or connect what others say. They count in the tone, but are no evaluation
  /// and no topic by themselves.
  static let connectives: Set<String> = words(
    """
    although though despite unless except instead rather merely hardly barely somewhat basically \
    often strictly slightly unfortunately surprisingly perhaps maybe usually sometimes always \
    never ever mostly simply especially particularly certainly actually probably indeed nearly \
    almost entirely along around away back least already together else whether without
    """)

  static func words(_ list: String) -> Set<String> {
    Set(list.split(separator: " ").map(String.init))
  }
}
