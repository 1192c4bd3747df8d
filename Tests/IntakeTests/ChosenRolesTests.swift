internal import Testing

@testable internal import Intake

/// Roles that somebody chooses one after the other, beside those that a file shows.
@Suite struct ChosenRolesTests {
  @Test func aColumnHasOneRole() {
    var roles = ColumnRoles(user: "name", query: ["title", "text"], response: "stars")
    roles.give(["title"], to: .response)
    #expect(roles.response == "title")
    #expect(roles.query == ["text"])
    roles.give(["text", "name"], to: .query)
    #expect(roles.query == ["text", "name"])
    // Who answers is left to the file again.
    #expect(roles.user == nil)
    #expect(!roles.says(.user))
    for role in ColumnRole.allCases {
      roles.give(["shop"], to: role)
      #expect(roles.columns(of: role) == ["shop"], "\(role)")
      #expect(roles.says(role))
    }
  }

  @Test func aRoleThatNoColumnHasIsNotGuessed() throws {
    let scratch = try IntakeScratch()
    let path = try scratch.write(
      """
      reviewer,text,stars,date
      Ann,A walk in the rain,4,2024-01-13
      Bob,Soup that was cold,1,2024-01-14
      Ann,Tea that was warm,5,2024-02-02

      """, "rows.csv")
    var options = IntakeOptions()
    for role in ColumnRole.allCases {
      options.roles = ColumnRoles()
      options.roles.give([], to: role)
      let outcome = try IntakePlanner(options).plans(for: [path])
      let roles = try #require(outcome.plans.first?.roles, "\(role)")
      #expect(roles.columns(of: role).isEmpty, "\(role)")
    }
    options.roles.forget(.user)
    let roles = try #require(try IntakePlanner(options).plans(for: [path]).plans.first?.roles)
    #expect(roles.user == "reviewer")
  }
}
