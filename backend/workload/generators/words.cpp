#include "backend/workload/generators/words.hpp"

namespace cachedeck::workload::words {
namespace {

using Word = std::string_view;

constexpr Word genreNames[] = {"Drama",       "Comedy",  "Thriller", "Action",    "Romance",
                               "Documentary", "Horror",  "Crime",    "Adventure", "Science Fiction",
                               "Family",      "Fantasy", "Mystery",  "Animation", "History",
                               "Music",       "War",     "Western",  "Sport"};

constexpr Word first[] = {
    "Ana",       "Andrei", "Ioana",  "Mihai",   "Elena",   "Radu",     "Irina",  "Matei",  "Sofia",     "Luca",
    "Maria",     "Victor", "Clara",  "Hugo",    "Alice",   "Jonas",    "Freya",  "Oscar",  "Ingrid",    "Nils",
    "Emma",      "Felix",  "Greta",  "Otto",    "Lena",    "Max",      "Nora",   "Paul",   "Marta",     "Diego",
    "Lucía",     "Javier", "Carmen", "Mateo",   "Isabel",  "Rafael",   "Giulia", "Marco",  "Chiara",    "Pietro",
    "Camille",   "Louis",  "Élise",  "Antoine", "Margaux", "Julien",   "Grace",  "Henry",  "Rose",      "Arthur",
    "Maeve",     "Declan", "Aoife",  "Callum",  "Isla",    "Rory",     "Zuzana", "Tomáš",  "Agnieszka", "Piotr",
    "Katarzyna", "Jan",    "Eszter", "Gábor",   "Yara",    "Omar",     "Leila",  "Karim",  "Amina",     "Yusuf",
    "Nadia",     "Samir",  "Priya",  "Arjun",   "Meera",   "Rohan",    "Ananya", "Vikram", "Sakura",    "Haruto",
    "Yui",       "Ren",    "Hana",   "Kenji",   "Min-jun", "Seo-yeon", "Ji-ho",  "Mei",    "Wei",       "Lin",
    "Jun",       "Chidi",  "Ngozi",  "Kwame",   "Amara",   "Thabo",    "Zanele", "Juma",   "Wanjiru",   "Sana",
    "Daniel",    "Ruth",   "Samuel", "Esther",  "Noah",    "Ada",      "Walter", "June",   "Theo",      "Violet",
    "Silas",     "Hazel",  "Jasper", "Iris",    "Leo",     "Stella",   "Cora",   "Miles",  "Ezra",      "Pearl"};

constexpr Word last[] = {
    "Popescu",  "Ionescu",   "Dumitru",   "Stan",     "Munteanu",  "Marin",     "Lazăr",     "Enescu",   "Moldovan",
    "Rusu",     "Silva",     "Costa",     "Ferreira", "Almeida",   "García",    "Torres",    "Navarro",  "Molina",
    "Vega",     "Serrano",   "Rossi",     "Bianchi",  "Moretti",   "Ricci",     "Conti",     "Dubois",   "Laurent",
    "Moreau",   "Lefèvre",   "Girard",    "Fontaine", "Müller",    "Schneider", "Weber",     "Keller",   "Brandt",
    "Vogel",    "Lindqvist", "Bergström", "Nyström",  "Hansen",    "Larsen",    "Dahl",      "Virtanen", "Korhonen",
    "Novák",    "Dvořák",    "Kowalski",  "Nowak",    "Zieliński", "Nagy",      "Szabó",     "Horváth",  "Petrov",
    "Ivanova",  "Kovač",     "Papadakis", "Demir",    "Yılmaz",    "Haddad",    "Nasser",    "Khoury",   "Rahman",
    "Sharma",   "Patel",     "Iyer",      "Kapoor",   "Menon",     "Tanaka",    "Sato",      "Watanabe", "Mori",
    "Fujita",   "Kim",       "Park",      "Choi",     "Chen",      "Zhang",     "Liu",       "Huang",    "Okafor",
    "Adeyemi",  "Mensah",    "Dlamini",   "Kamau",    "Abebe",     "Byrne",     "Gallagher", "Doyle",    "Murray",
    "Campbell", "Fraser",    "Hughes",    "Morgan",   "Price",     "Bennett",   "Carter",    "Ellis",    "Foster",
    "Grant",    "Hayes",     "Irwin",     "Jennings", "Knight",    "Lawson",    "Mercer",    "Norton",   "Osborne",
    "Parker",   "Quinn",     "Reed",      "Shaw",     "Thorne",    "Underwood", "Vance",     "Whitaker", "Young",
    "Ashford",  "Blake",     "Calloway",  "Delaney",  "Everett"};

constexpr Word adjectiveWords[] = {
    "Silent",   "Broken",     "Golden",    "Hidden",     "Last",       "Lost",      "Midnight",  "Crimson", "Distant",
    "Frozen",   "Hollow",     "Burning",   "Quiet",      "Wild",       "Secret",    "Empty",     "Endless", "Forgotten",
    "Bitter",   "Gentle",     "Electric",  "Velvet",     "Paper",      "Iron",      "Silver",    "Blue",    "Scarlet",
    "White",    "Black",      "Green",     "Amber",      "Pale",       "Long",      "Second",    "Third",   "Perfect",
    "Ordinary", "Impossible", "Invisible", "Restless",   "Sleeping",   "Drowned",   "Shattered", "Stolen",  "Borrowed",
    "Savage",   "Tender",     "Reckless",  "Patient",    "Curious",    "Northern",  "Southern",  "Eastern", "Western",
    "Winter",   "Summer",     "Early",     "Late",       "Northbound", "Homeward",  "Crooked",   "Narrow",  "Deep",
    "Open",     "Final",      "First",     "Faithful",   "Loyal",      "Dangerous", "Beautiful", "Strange", "Familiar",
    "Brave",    "Unfinished", "Unspoken",  "Weightless", "Salted",     "Glass"};

constexpr Word nounWords[] = {
    "River",      "House",   "Garden",  "Harbour",  "Bridge",      "Mountain", "Letter",   "Promise", "Shadow",
    "Mirror",     "Window",  "Door",    "Road",     "Train",       "Station",  "Island",   "Ocean",   "Storm",
    "Winter",     "Summer",  "Morning", "Night",    "Heart",       "Song",     "Dance",    "Voice",   "Silence",
    "Secret",     "Memory",  "Dream",   "Stranger", "Brother",     "Sister",   "Daughter", "Son",     "Mother",
    "Father",     "Witness", "Thief",   "King",     "Queen",       "Soldier",  "Painter",  "Sailor",  "Clockmaker",
    "Lighthouse", "Orchard", "Field",   "Forest",   "Wolf",        "Fox",      "Sparrow",  "Raven",   "Horse",
    "Tiger",      "Lion",    "Machine", "Signal",   "Code",        "Map",      "Compass",  "Key",     "Diary",
    "Photograph", "Ticket",  "Debt",    "Bargain",  "Inheritance", "Wedding",  "Funeral",  "Holiday", "Journey",
    "Return",     "Escape",  "Trial",   "Verdict",  "Crown",       "Sword",    "Snow",     "Rain",    "Fire",
    "Smoke",      "Ash",     "Salt",    "Stone",    "Star",        "Moon",     "Sun",      "Horizon", "Frontier",
    "Border",     "Tide",    "Current", "Anchor",   "Kitchen",     "Hotel",    "Theatre",  "Circus",  "Carnival",
    "Orchestra",  "Violin",  "Piano",   "Library",  "Museum",      "Factory",  "Mine",     "Tower",   "Cellar",
    "Attic",      "Valley",  "Desert",  "Canyon",   "Meadow",      "Lake",     "Shore"};

constexpr Word placeWords[] = {
    "Bucharest", "Lisbon",       "Vienna",     "Marseille", "Trieste",  "Odessa",    "Tangier",   "Havana",
    "Kyoto",     "Buenos Aires", "Naples",     "Glasgow",   "Antwerp",  "Porto",     "Kraków",    "Budapest",
    "Sarajevo",  "Thessaloniki", "Alexandria", "Beirut",    "Mumbai",   "Hong Kong", "Busan",     "Melbourne",
    "Santa Fe",  "New Orleans",  "Memphis",    "Detroit",   "Montreal", "Reykjavík", "Bergen",    "Tallinn",
    "Riga",      "Gdańsk",       "Sibiu",      "Cluj",      "Brașov",   "Constanța", "Nairobi",   "Dakar",
    "Cartagena", "Valparaíso",   "Oaxaca",     "Seville",   "Palermo",  "Venice",    "Dubrovnik", "Salzburg",
    "Bruges",    "Galway"};

constexpr Word professionWords[] = {
    "detective",    "teacher",    "surgeon",    "journalist",    "pianist",
    "carpenter",    "lawyer",     "pilot",      "nurse",         "baker",
    "photographer", "engineer",   "librarian",  "fisherman",     "translator",
    "locksmith",    "gardener",   "programmer", "chemist",       "violinist",
    "taxi driver",  "archivist",  "boxer",      "painter",       "astronomer",
    "midwife",      "postman",    "chef",       "judge",         "bookseller",
    "geologist",    "stuntwoman", "radio host", "watchmaker",    "ferry captain",
    "beekeeper",    "puppeteer",  "tailor",     "mathematician", "private investigator"};

constexpr Word streetWords[] = {"Station Road",  "Market Square",     "Victory Avenue", "Harbour Street",
                                "Mill Lane",     "University Street", "Garden Row",     "Old Town Square",
                                "Opera Street",  "River Walk",        "King Street",    "Linden Avenue",
                                "Castle Hill",   "Museum Street",     "Chestnut Alley", "Republic Boulevard",
                                "Bridge Street", "Cathedral Square",  "Park Lane",      "Long Street"};

constexpr Word titlePatterns[] = {"The {a} {n}",
                                  "{a} {n}",
                                  "The {n} of {p}",
                                  "{n} and {m}",
                                  "The {n}'s {m}",
                                  "A {n} in {p}",
                                  "{f} and the {n}",
                                  "The {w} from {p}",
                                  "{a} {n}, {a} {m}",
                                  "No {n} for the {m}",
                                  "The {n} Beyond the {m}",
                                  "Return to {p}",
                                  "{f} {s}",
                                  "The Trial of {f} {s}",
                                  "One {a} {n}",
                                  "Under the {a} {n}",
                                  "Letters from {p}",
                                  "The {a} {n} of {f} {s}",
                                  "Goodbye, {p}",
                                  "Where the {n} Ends"};

constexpr Word openingSentences[] = {
    "When {f} {s}, a {w} from {p}, inherits a {a} {n}, an old promise comes due.",
    "{f}, a retired {w}, wants nothing more than a quiet life in {p}.",
    "In {p}, the {w} {f} {s} receives a letter that was posted thirty years ago.",
    "Two strangers, a {w} and a runaway heir, meet on the last night train to {p}.",
    "After a decade abroad, {f} {s} comes home to {p} and finds the {n} locked and the family divided.",
    "The {a} {n} has stood empty for years, until a young {w} takes the key.",
    "{f} {s} was the best {w} in {p}, and then came the winter that nobody talks about.",
    "A {w} in {p} discovers that someone has been living in the {n} above the shop.",
    "During one {a} summer in {p}, {f} learns what the {n} was really for.",
    "Nobody in {p} believes {f}, the {w}, about the {a} {n} on the hill.",
    "On the eve of a wedding in {p}, a {w} named {f} {s} goes missing.",
    "Everything {f} {s} owns fits into one suitcase, and the suitcase is in {p}."};

constexpr Word turnSentences[] = {
    "With the help of {f} {s}, a reluctant {w}, the search leads from {p} to the edge of the known world.",
    "But {f} {s} has plans of another kind, and the {n} is only the beginning.",
    "As the {n} draws nearer, old friends turn into rivals and one {w} into something more.",
    "What starts as a favour becomes a chase across {p}, with a {a} {n} for the prize.",
    "A chance meeting with a {w} called {f} turns the plan upside down.",
    "Then the {n} burns down, and only the {w} knows who was inside.",
    "Between the {n} and the {a} sea, there is room for exactly one lie.",
    "The only witness is a {w} who has not spoken since the {n} closed.",
    "Meanwhile {f} {s} is offered a bargain that is too good to be honest."};

constexpr Word endingSentences[] = {"Some doors, it turns out, open only once.",
                                    "By morning, nothing in {p} will be the same.",
                                    "The truth is simpler than anyone feared, and costs more.",
                                    "In the end it is the {n} that decides.",
                                    "A story about family, courage and the price of a {a} secret.",
                                    "Nobody leaves {p} quite the way they came.",
                                    "It takes a {w} to see what everyone else has missed.",
                                    "And {f} has until midnight to choose.",
                                    "What remains is the {n}, and a promise kept too late.",
                                    "Sometimes the longest road is the one that leads home."};

constexpr Word taglineSentences[] = {"Every {n} has its price.",
                                     "Some secrets stay in {p}.",
                                     "The {n} remembers.",
                                     "One night. One {n}. No way back.",
                                     "Trust no {w}.",
                                     "Love is a {a} {n}.",
                                     "She came for the {n}. She stayed for the truth.",
                                     "The {a} summer begins.",
                                     "Not every {n} wants to be found.",
                                     "Home is further than {p}.",
                                     "You only lose it once.",
                                     "The last {w} standing."};

constexpr Word rolePatterns[] = {"{f} {s}",      "{f} {s}",       "{f} {s}",   "{f}",       "{f}",
                                 "Captain {s}",  "Doctor {s}",    "Young {f}", "Aunt {f}",  "Inspector {s}",
                                 "Mrs {s}",      "Mr {s}",        "Old {f}",   "Judge {s}", "Professor {s}",
                                 "The Stranger", "The Neighbour", "The Driver"};

constexpr Word theatrePatterns[] = {"Cinema {n}",   "The {a} {n}",      "{p} Picture House", "Odeon {n}",
                                    "Lumière {n}",  "Studio {s}",       "Grand {n} Cinema",  "{a} Screen",
                                    "Arthouse {n}", "{s} & Sons Cinema"};

} // namespace

List genres()
{
    return genreNames;
}
List firstNames()
{
    return first;
}
List lastNames()
{
    return last;
}
List adjectives()
{
    return adjectiveWords;
}
List nouns()
{
    return nounWords;
}
List places()
{
    return placeWords;
}
List professions()
{
    return professionWords;
}
List streets()
{
    return streetWords;
}
List titles()
{
    return titlePatterns;
}
List openings()
{
    return openingSentences;
}
List turns()
{
    return turnSentences;
}
List endings()
{
    return endingSentences;
}
List taglines()
{
    return taglineSentences;
}
List roles()
{
    return rolePatterns;
}
List theatreNames()
{
    return theatrePatterns;
}

} // namespace cachedeck::workload::words
