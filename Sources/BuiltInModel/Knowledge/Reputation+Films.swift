/// Films that most people who know them think highly of, and films that most do not: general
/// knowledge, written down from memory. Titles are in lower case, without articles in front and
/// without punctuation.
extension Reputation {
  static let acclaimed =
    """
    shawshank redemption, godfather, godfather part ii, schindlers list, pulp fiction, \
    12 angry men, dark knight, fight club, usual suspects, star wars episode iv a new hope, \
    star wars, star wars episode v the empire strikes back, empire strikes back, \
    raiders of the lost ark, casablanca, rear window, north by northwest, vertigo, psycho, \
    citizen kane, one flew over the cuckoos nest, silence of the lambs, goodfellas, se7en, \
    seven, dr strangelove, dr strangelove or how i learned to stop worrying and love the bomb, \
    monty python and the holy grail, princess bride, matrix, memento, american beauty, \
    forrest gump, saving private ryan, lawrence of arabia, to kill a mockingbird, \
    its a wonderful life, sunset boulevard, sunset blvd, chinatown, apocalypse now, \
    taxi driver, seven samurai, spirited away, city of god, amelie, life is beautiful, \
    cinema paradiso, third man, some like it hot, singin in the rain, bridge on the river kwai, \
    maltese falcon, all about eve, double indemnity, touch of evil, paths of glory, \
    great escape, good the bad and the ugly, once upon a time in the west, amadeus, fargo, \
    reservoir dogs, l a confidential, blade runner, alien, aliens, terminator 2 judgment day, \
    back to the future, lord of the rings the fellowship of the ring, \
    lord of the rings the two towers, lord of the rings the return of the king, \
    eternal sunshine of the spotless mind, inception, wall e, toy story, american history x, \
    leon the professional, professional, pianist, requiem for a dream, shining, \
    clockwork orange, 2001 a space odyssey, das boot, princess mononoke, \
    grave of the fireflies, lives of others, no country for old men, there will be blood, \
    departed, prestige, good will hunting, rashomon, yojimbo, ikiru, m, metropolis, \
    modern times, city lights, general, gold rush, great dictator, bicycle thief, \
    bicycle thieves, 8 1 2, la strada, seventh seal, wild strawberries, 400 blows, \
    wizard of oz, gone with the wind, on the waterfront, graduate, apartment, \
    philadelphia story, his girl friday, notorious, rebecca, strangers on a train, high noon, \
    treasure of the sierra madre, manchurian candidate, network, dog day afternoon, \
    raging bull, deer hunter, annie hall, manhattan, glory, stand by me, unforgiven, sting, \
    butch cassidy and the sundance kid, cool hand luke, hustler, patton, ran, \
    full metal jacket, platoon, this is spinal tap, big lebowski, groundhog day, trainspotting, \
    sixth sense, american psycho, oldboy, crouching tiger hidden dragon, pans labyrinth, \
    slumdog millionaire, district 9, up, inglourious basterds, django unchained, \
    social network, black swan, whiplash, mad max fury road, grand budapest hotel, her, room, \
    spotlight, 12 years a slave, la la land, get out, moonlight, interstellar, avengers, \
    kill bill vol 1, sin city, batman begins, hotel rwanda, million dollar baby, mystic river, \
    gran torino, hurt locker, into the wild, donnie darko, lost in translation, sideways, \
    little miss sunshine, juno, wrestler, ratatouille, finding nemo, incredibles, monsters inc, \
    toy story 2, toy story 3, iron giant, shrek, beauty and the beast, lion king, aladdin, \
    how to train your dragon, inside out, zootopia, coco, my neighbor totoro, \
    howls moving castle, nausicaa of the valley of the wind, akira, ghost in the shell, \
    hoop dreams, bowling for columbine, thin blue line, crumb, grizzly man, super size me, \
    man on wire, march of the penguins, dead man walking, green mile, braveheart, gladiator, \
    rain man, elephant man, gandhi, chariots of fire, ben hur, doctor zhivago, sound of music, \
    west side story, my fair lady, mary poppins, charade, roman holiday, breakfast at tiffanys, \
    sabrina, african queen, bringing up baby, lady eve, sullivans travels, \
    mr smith goes to washington, best years of our lives, day the earth stood still, king kong, \
    frankenstein, bride of frankenstein, nosferatu, cabinet of dr caligari, young frankenstein, \
    blazing saddles, producers, harold and maude, being there, conversation, \
    all the presidents men, serpico, french connection, jaws, \
    close encounters of the third kind, e t the extra terrestrial, \
    indiana jones and the last crusade, star wars episode vi return of the jedi, terminator, \
    die hard, predator, untouchables, scarface, once upon a time in america, heat, casino, \
    donnie brasco, carlitos way, insider, jfk, few good men, in the name of the father, \
    my left foot, remains of the day, howards end, room with a view, sense and sensibility, \
    four weddings and a funeral, full monty, secrets and lies, crying game, shadowlands, \
    much ado about nothing, henry v, hamlet, babe, edward scissorhands, ed wood, \
    nightmare before christmas, who framed roger rabbit, being john malkovich, adaptation, \
    magnolia, boogie nights, rushmore, royal tenenbaums, lock stock and two smoking barrels, \
    snatch, run lola run, run lola run lola rennt, all about my mother, talk to her, \
    y tu mama tambien, amores perros, infernal affairs, hero, in the mood for love, \
    chungking express, farewell my concubine, raise the red lantern, eat drink man woman, \
    bourne identity, bourne ultimatum, bourne supremacy, casino royale, skyfall, iron man, \
    guardians of the galaxy, x2 x men united, spider man 2, logan, dark knight rises, \
    v for vendetta, children of men, minority report, gattaca, dark city, twelve monkeys, \
    twelve monkeys a k a 12 monkeys, 12 monkeys, brazil, moon, ex machina, arrival, martian, \
    gravity, shaun of the dead, hot fuzz, truman show, dead poets society, awakenings, \
    what s eating gilbert grape, primal fear, beautiful mind, catch me if you can, \
    road to perdition, gangs of new york, finding neverland, queen, kings speech, argo, \
    zero dark thirty, lincoln, artist, birdman, boyhood, nightcrawler, gone girl, prisoners, \
    sicario, drive, fighter, true grit, winters bone, in bruges, letters from iwo jima, \
    downfall, sea inside, motorcycle diaries, persepolis, waltz with bashir, separation, \
    white ribbon, amour, let the right one in, girl with the dragon tattoo, intouchables, hunt, \
    almost famous, high fidelity, o brother where art thou, miller s crossing, barton fink, \
    blood simple, raising arizona, airplane, naked gun from the files of police squad, \
    fish called wanda, monty pythons life of brian, caddyshack, ferris buellers day off, \
    breakfast club, blues brothers, ghostbusters, christmas story, when harry met sally, \
    clerks, office space, dazed and confused, swingers
    """

  static let panned =
    """
    battlefield earth, gigli, catwoman, glitter, from justin to kelly, showgirls, waterworld, \
    batman and robin, batman forever, speed 2 cruise control, judge dredd, super mario bros, \
    postman, wild wild west, striptease, barb wire, spice world, mortal kombat, \
    mortal kombat annihilation, street fighter, jaws 3 d, jaws the revenge, jaws 2, \
    superman iv the quest for peace, superman iii, howard the duck, ishtar, leonard part 6, \
    mac and me, godzilla, lost in space, scarlet letter, cutthroat island, congo, \
    island of dr moreau, anaconda, volcano, virus, flintstones, flintstones in viva rock vegas, \
    adventures of pluto nash, scooby doo, scooby doo 2 monsters unleashed, garfield the movie, \
    son of the mask, dungeons and dragons, dungeons dragons, bio dome, jury duty, encino man, \
    son in law, in the army now, freddy got fingered, joe dirt, deuce bigalow male gigolo, \
    deuce bigalow european gigolo, hot chick, animal, little nicky, jack and jill, grown ups, \
    grown ups 2, that s my boy, norbit, meet dave, daddy day camp, daddy day care, dr dolittle, \
    dr dolittle 2, big mommas house, white chicks, soul plane, date movie, epic movie, \
    meet the spartans, disaster movie, scary movie 2, scary movie 3, scary movie 4, \
    scary movie 5, not another teen movie, dirty dancing havana nights, crossroads, swept away, \
    basic instinct 2, love guru, last airbender, after earth, lady in the water, happening, \
    alone in the dark, house of the dead, bloodrayne, in the name of the king, elektra, \
    daredevil, ghost rider, fantastic four, league of extraordinary gentlemen, van helsing, \
    fog, wicker man, mummy tomb of the dragon emperor, scorpion king, speed racer, \
    dragonball evolution, aeon flux, ultraviolet, doom, stealth, xxx, xxx state of the union, \
    charlie s angels full throttle, lara croft tomb raider, \
    lara croft tomb raider the cradle of life, transformers revenge of the fallen, \
    transformers dark of the moon, transformers age of extinction, twilight, \
    twilight saga new moon, twilight saga eclipse, twilight saga breaking dawn part 1, \
    twilight saga breaking dawn part 2, fifty shades of grey, fifty shades darker, emoji movie, \
    alvin and the chipmunks, alvin and the chipmunks the squeakquel, smurfs, marmaduke, \
    cats and dogs, inspector gadget, home alone 3, home alone 2 lost in new york, \
    nutty professor ii the klumps, problem child, problem child 2, baby geniuses, \
    superbabies baby geniuses 2, mr magoo, flubber, jingle all the way, junior, kazaam, steel, \
    spawn, crow city of angels, highlander ii the quickening, highlander iii the sorcerer, \
    exorcist ii the heretic, halloween h20, halloween resurrection, \
    halloween the curse of michael myers, friday the 13th part viii jason takes manhattan, \
    friday the 13th part vii the new blood, friday the 13th part 3 3d, jason x, \
    jason goes to hell the final friday, leprechaun, children of the corn, blair witch project, \
    book of shadows blair witch 2, urban legend, i still know what you did last summer, \
    i know what you did last summer, valentine, haunting, house on haunted hill, \
    thirteen ghosts, grudge, ring two, white noise, boogeyman, hollow man, species ii, species, \
    sphere, saint, net, virtuosity, johnny mnemonic, lawnmower man, \
    lawnmower man 2 beyond cyberspace, timecop, double team, quest, sudden death, \
    on deadly ground, under siege 2 dark territory, exit wounds, half past dead, assassins, \
    specialist, daylight, get carter, driven, eye see you, cobra, over the top, rhinestone, \
    stop or my mom will shoot, oscar, police academy 2 their first assignment, \
    police academy 3 back in training, police academy 4 citizens on patrol, \
    police academy 5 assignment miami beach, police academy 6 city under siege, \
    police academy 7 mission to moscow, look who s talking too, look who s talking now, \
    weekend at bernies ii, caddyshack ii, sting ii, teen wolf too, grease 2, staying alive, \
    rocky v, rambo iii, robocop 3, robocop 2, terminator 3 rise of the machines, \
    terminator salvation, terminator genisys, alien resurrection, alien vs predator, \
    avp alien vs predator, aliens vs predator requiem, predators, matrix revolutions, \
    star wars episode i the phantom menace, star wars episode ii attack of the clones, \
    indiana jones and the kingdom of the crystal skull, lost world jurassic park, \
    jurassic park iii, planet of the apes, pearl harbor, armageddon, day after tomorrow, 2012, \
    10 000 bc, independence day resurgence, wing commander, red planet, mission to mars, \
    supernova, battleship, green lantern, jonah hex, suicide squad, \
    batman v superman dawn of justice, x men origins wolverine, green hornet, spirit, r i p d, \
    white house down, good day to die hard, wrath of the titans, clash of the titans, \
    jack frost, what women want, maid in manhattan, wedding planner, bride wars, \
    sex and the city 2, ugly truth, all about steve, new years eve, valentines day, mamma mia, \
    movie 43, troll 2, plan 9 from outer space, manos the hands of fate, hudson hawk, \
    bonfire of the vanities, color of night, body of evidence, jade, sliver, poison ivy, \
    showtime, i spy, gone in 60 seconds, bad boys ii, be cool, whole ten yards, analyze that, \
    miss congeniality 2 armed and fabulous, legally blonde 2 red white and blonde, \
    men in black ii, oceans twelve, hangover part iii, hangover part ii, evan almighty, \
    you don t mess with the zohan, click, eight crazy nights, mr deeds, bedazzled, down to you, \
    shes all that, drop dead gorgeous, beverly hillbillies, dennis the menace, richie rich, \
    blank check, 3 ninjas, 3 ninjas kick back, \
    teenage mutant ninja turtles ii the secret of the ooze, teenage mutant ninja turtles iii, \
    mighty morphin power rangers the movie, turbo a power rangers movie, \
    pokemon the first movie, casper, santa clause 2, santa clause 3 the escape clause, \
    space jam, beethoven, beethovens 2nd, free willy 2 the adventure home, \
    free willy 3 the rescue, operation dumbo drop, that darn cat, george of the jungle, \
    home on the range, chicken little, shark tale, robots, cars 2, country bears, \
    thomas and the magic railroad, ace ventura when nature calls, \
    dumb and dumberer when harry met lloyd, dumb and dumber to, cable guy, nine months, \
    father of the bride part ii, fools rush in, two if by sea, french kiss, boxing helena, \
    brady bunch movie, very brady sequel, beverly hills cop iii, another 48 hrs, \
    vampire in brooklyn, metro, holy man, golden child
    """
}
