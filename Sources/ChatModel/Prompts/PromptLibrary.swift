public import Foundation

/// The prompts of all roles: those of this project, or a user's own in their place.
public struct PromptLibrary: Sendable, Hashable {
  // The user's own; those of this project are read at first use.
  private var own: [PromptRole: PromptTemplate] = [:]

  /// The prompts of this project.
  public init() {}

  /// The prompts of this project, each replaced by the file of its role in a folder where there is
  /// one: `extract.md` and so on.
  ///
  /// - Throws: `PromptError`: a file cannot be read, or names a slot that does not exist, or lacks
  ///   one; or the folder cannot be read.
  public init(folder: URL) throws(PromptError) {
    self.init()
    let names: [String]
    do {
      names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    } catch {
      throw PromptError("\(folder.path): the folder of prompts cannot be read.")
    }
    for role in PromptRole.allCases where names.contains(role.fileName) {
      let file = folder.appendingPathComponent(role.fileName)
      guard let data = try? Data(contentsOf: file), let text = String(data: data, encoding: .utf8)
      else { throw PromptError("\(file.path): the prompt cannot be read as UTF-8 text.") }
      own[role] = try PromptTemplate(role, text: text, file: file.path)
    }
  }

  /// The prompts of this project, some of them replaced.
  init(replacing own: [PromptTemplate]) {
    for template in own { self.own[template.role] = template }
  }

  /// The prompt of a role.
  public subscript(role: PromptRole) -> PromptTemplate {
    if let template = own[role] { return template }
    return switch role {
    case .extract: ExtractPrompt.template
    case .cluster: ClusterPrompt.template
    case .assign: AssignPrompt.template
    case .judge: JudgePrompt.template
    case .reason: ReasonPrompt.template
    case .generate: GeneratePrompt.template
    case .answer: AnswerPrompt.template
    case .profile: ProfilePrompt.template
    case .rationale: RationalePrompt.template
    case .advice: AdvicePrompt.template
    case .hypotheses: HypothesesPrompt.template
    case .differences: DifferencesPrompt.template
    case .persona: PersonaPrompt.template
    case .rewrite: RewritePrompt.template
    case .rate: RatePrompt.template
    case .repair: RepairPrompt.template
    }
  }

  /// All prompts, in the order of the roles.
  public var all: [PromptTemplate] { PromptRole.allCases.map { self[$0] } }
}
