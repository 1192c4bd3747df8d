/// What a reply must look like, in the part of JSON Schema that every server takes: a root object,
/// every field required, nothing additional.
///
/// The order of fields is kept, since models write them in that order: reasoning before the answer.
public indirect enum JSONSchema: Sendable, Hashable {
  /// An object with these fields, all required.
  case object([Field])
  /// A list; at least `min` and at most `max` elements where given.
  case array(of: JSONSchema, min: Int? = nil, max: Int? = nil)
  /// Text; one of these where given, of `min` to `max` characters where given.
  case string(oneOf: [String]? = nil, min: Int? = nil, max: Int? = nil)
  /// Text without a digit, a quotation mark or a backslash: `beginning`, then one to `max`
  /// characters.
  case words(max: Int, beginning: String = "")
  /// A whole number.
  case integer
  /// True or false.
  case boolean

  /// A field of an object.
  public struct Field: Sendable, Hashable {
    /// Its name.
    public var name: String
    /// What it holds.
    public var schema: JSONSchema
    /// What it means, for the model.
    public var description: String

    /// Creates a field.
    public init(_ name: String, _ schema: JSONSchema, description: String = "") {
      self.name = name
      self.schema = schema
      self.description = description
    }
  }
}
